/** The lazy entry point of what finds lines whose use the analysis did not find: loaded where something names a vendor's API or a key. */
export { unresolvedAddresses } from '../project/addresses/unresolved-addresses.ts';
export { unresolvedReads } from '../project/key-reads/unresolved-reads.ts';
export { unresolvedEnvironments } from '../project/key-reads/checked-environments.ts';
export { unresolvedNamespaces } from '../project/key-reads/config-namespaces.ts';
export { unresolvedSettings } from '../project/key-reads/settings-by-name.ts';
export { unresolvedErrors } from '../project/key-reads/handled-errors.ts';
