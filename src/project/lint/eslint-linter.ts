/** The lazy entry point of ESLint's engine and our rules: loaded for the first file that is linted. */
import { rules as customerio } from '../../../eslint-plugin-customerio/rules/index.ts';
import { rules as klaviyo } from '../../../eslint-plugin/rules/index.ts';

export { Linter } from 'eslint/universal';
export { constructAt } from './construct.ts';
export { isAllowed } from '../../../eslint-plugin/vendor/allowed.ts';
export { type Layering, layerOf } from '../../../eslint-plugin/vendor/layers/layer-of.ts';
export { mayHoldFilter } from '../../../eslint-plugin/klaviyo/filters/sent-filters.ts';
export { mayHoldPhoneNumber } from '../../../eslint-plugin/klaviyo/phone-number.ts';
export { writesSnakeCaseAttribute } from '../../vendors/klaviyo/payloads.ts';
export { upgradeRules } from '../../../eslint-plugin/upgrade/index.ts';
export { createCallCollector } from '../../../eslint-plugin/klaviyo/collect-calls.ts';
export {
  exportedEnvironments,
  givenEnvironments,
} from '../../../eslint-plugin/vendor/key-reads/checked-environment.ts';
export { configNamespaces, givenNamespaces } from '../../../eslint-plugin/vendor/key-reads/config-namespaces.ts';
export { errorsOfHandlers } from '../../../eslint-plugin/vendor/errors/given-errors.ts';
export { errorsInExceptions } from '../../../eslint-plugin/vendor/errors/thrown-exceptions.ts';
export { keyReads } from '../../../eslint-plugin/vendor/key-reads/key-reads.ts';
export { whileCollectingUsedKeys } from '../../../eslint-plugin/vendor/requests/used-keys.ts';
export { whileCollectingAddresses } from '../../../eslint-plugin/vendor/requests/sent-addresses.ts';
export { givenSettings, namedSettings } from '../../../eslint-plugin/vendor/key-reads/named-settings.ts';
export { isOnlyCompared } from '../../../eslint-plugin/program/compared-texts.ts';
export { writtenTexts } from '../../../eslint-plugin/program/written-texts.ts';
export { whileCollectingWays } from '../../../eslint-plugin/call-graph/way.ts';
export { whileCollectingOrigins } from '../../../eslint-plugin/call-graph/origins.ts';
export { whileReporting } from '../../../eslint-plugin/values/incomplete.ts';
export { moduleOf } from '../../../eslint-plugin/program/module.ts';
export { bundlerAliases } from '../../../eslint-plugin/vendor/browsers/bundler-aliases.ts';
export { browserUse } from '../../../eslint-plugin/vendor/browsers/browser-use.ts';
export { isMocking, isTestFile } from '../../../eslint-plugin/program/test-file.ts';

/** The rules of each vendor. */
export const RULES = { klaviyo, customerio };
