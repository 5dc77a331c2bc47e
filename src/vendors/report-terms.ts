import { SDKS, type VendorId } from './sdks.ts';

/** How reports tell whose something is, and what they call it. */
export interface ReportTerms {
  /** The vendor as people write it. */
  name: string;
  /** What the ids of its checks, probes and pages begin with; nothing for the vendor whose ids came first. */
  idPrefix: string;
  /** The fields of `versions` in the report of a preflight, each with what it is the version of. The first is there where the vendor was asked. */
  versions: Readonly<Record<string, string>>;
}

/** The vendor that reports are about where they name none. */
export const DEFAULT_VENDOR: VendorId = 'klaviyo';

export const REPORT_TERMS: Readonly<Record<VendorId, ReportTerms>> = {
  klaviyo: {
    name: SDKS.klaviyo.vendorName,
    idPrefix: '',
    versions: { sdk: SDKS.klaviyo.package, revision: 'revision' },
  },
  customerio: {
    name: SDKS.customerio.vendorName,
    idPrefix: 'customerio-',
    versions: { customerioSdk: SDKS.customerio.package },
  },
};

/** The vendor whose check or probe has an id. */
export function vendorOfId(id: string): VendorId {
  const prefixed = (Object.keys(REPORT_TERMS) as VendorId[]).find(vendor => {
    const { idPrefix } = REPORT_TERMS[vendor];
    return idPrefix !== '' && id.startsWith(idPrefix);
  });
  return prefixed ?? DEFAULT_VENDOR;
}

/** Where the pages of a vendor's rules are, below those of all rules; undefined for an id that begins with no vendor's. */
export function rulePage(ruleId: string): string | undefined {
  const [family = '', name = ''] = ruleId.split('/');
  if (!Object.hasOwn(REPORT_TERMS, family)) return undefined;
  return family === DEFAULT_VENDOR ? name : `${family}/${name}`;
}
