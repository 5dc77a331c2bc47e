import { defineCollector } from '../define-collector.ts';
import { hasInOrder } from '../signs.ts';

const BEHIND = ['ENABLE', 'DISABLE', 'ACTIVE', 'SWITCH', 'KILL'];
const BEFORE = ['ENABLE', 'DISABLE', 'FEATURE', 'FLAG', 'KILL'];
/** How LaunchDarkly, Unleash, OpenFeature, Flagsmith, PostHog, GrowthBook, Statsig, ConfigCat and Split ask for a flag. */
const QUESTION =
  /(?:^|\.)(?:variation|boolVariation|isEnabled|isFeatureEnabled|getBooleanValue|getBooleanDetails|hasFeature|isOn|isOff|checkGate|getFeatureGate|getValueAsync|getTreatment|useFlag|useFeatureIsOn|useFeatureFlagEnabled|getFlag|flag|featureEnabled|getToggle)$/;

export default defineCollector({
  id: 'feature-flag',
  description: 'a flag that switches the integration off',
  *collect({ code }, _, { names, variables }) {
    const switches = variables.flatMap(name => [
      ...BEHIND.map(word => [name, word]),
      ...BEFORE.map(word => [word, name]),
    ]);
    for (const { path, environment, calls } of code) {
      for (const { name, line } of environment)
        if (switches.some(words => hasInOrder(name, words)))
          yield { message: `The variable '${name}' switches the integration.`, path, line };
      for (const { callee, texts, line } of calls) {
        const flag = texts.find(text => names.test(text) && text.length < 100);
        if (flag !== undefined && QUESTION.test(callee))
          yield { message: `The flag '${flag}' switches the integration.`, path, line };
      }
    }
  },
});
