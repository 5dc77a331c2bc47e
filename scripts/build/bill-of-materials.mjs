import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import cyclonedx from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';

const { Enums, Models, Serialize, Spec, SPDX } = cyclonedx;

/**
 * Lists the packages inside a bundle as CycloneDX 1.6. It holds neither a time nor a serial number, so that the same sources make
 * the same list.
 *
 * @param {string} root the repository
 * @param {Iterable<string>} folders of the packages
 */
export function billOfMaterials(root, folders) {
  const bom = new Models.Bom();
  bom.metadata.component = componentOf(root, Enums.ComponentType.Application);
  const locked = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const components = new Map(
    [...folders]
      .map(folder => hashed(componentOf(folder, Enums.ComponentType.Library), locked[lockedName(root, folder)]))
      .map(component => [component.bomRef.value, component]),
  );
  for (const component of components.values()) bom.components.add(component);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 1 })}\n`;
}

/** The name of a package in the lock file: its folder, with `/`, also where a link leads to it. */
function lockedName(root, folder) {
  const way = path.relative(root, folder).split(path.sep).join('/');
  return way.slice(Math.max(way.indexOf('node_modules/'), 0));
}

/** Adds the hash that the lock file has of the archive; packages of this repository have none. */
function hashed(component, entry) {
  const [, digest] = /^sha512-(\S+)$/.exec(entry?.integrity ?? '') ?? [];
  if (digest !== undefined)
    component.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(digest, 'base64').toString('hex'));
  return component;
}

function componentOf(folder, type) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const [, group, ownName] = /^(?:@([^/]+)\/)?(.+)$/.exec(name);
  const purl = new PackageURL('npm', group && `@${group}`, ownName, version).toString();
  const component = new Models.Component(type, ownName, {
    ...(group && { group: `@${group}` }),
    version,
    purl,
    bomRef: purl,
  });
  if (license)
    component.licenses.add(
      SPDX.isSupportedSpdxId(license) ? new Models.SpdxLicense(license) : new Models.NamedLicense(license),
    );
  return component;
}
