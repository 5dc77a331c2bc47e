import { SDK_RELEASES as CUSTOMERIO_RELEASES } from './customerio/generated/sdk-releases.ts';
import { SDK_PACKAGE as CUSTOMERIO_PACKAGE } from './customerio/sdk-release.ts';
import { SDK_RELEASES as KLAVIYO_RELEASES } from './klaviyo/generated/sdk-releases.ts';
import { SDK_PACKAGE as KLAVIYO_PACKAGE } from './klaviyo/sdk-release.ts';

export type VendorId = 'klaviyo' | 'customerio';

/** The SDK that a vendor publishes for Node, as far as manifests and lock files are about it. */
export interface Sdk {
  vendor: string;
  /** The vendor as people write it. */
  vendorName: string;
  /** The name of the package. */
  package: string;
  /** Its known versions, oldest first. */
  versions: readonly string[];
  /** Some releases ask for a range of Node. */
  asksForNode: boolean;
}

export const SDKS: Readonly<Record<VendorId, Sdk>> = {
  klaviyo: {
    vendor: 'klaviyo',
    vendorName: 'Klaviyo',
    package: KLAVIYO_PACKAGE,
    versions: KLAVIYO_RELEASES.map(({ version }) => version),
    asksForNode: false,
  },
  customerio: {
    vendor: 'customerio',
    vendorName: 'Customer.io',
    package: CUSTOMERIO_PACKAGE,
    versions: CUSTOMERIO_RELEASES.map(({ version }) => version),
    asksForNode: CUSTOMERIO_RELEASES.some(({ node }) => node !== undefined),
  },
};

/** The packages of all vendors. */
export const SDK_PACKAGES: readonly string[] = Object.values(SDKS).map(sdk => sdk.package);
