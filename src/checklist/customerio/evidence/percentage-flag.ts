import { defineCollector } from '../../define-collector.ts';
import { nearCode } from '../../signs.ts';

const SHARE = /rollout|percent/i;
/** What gives the same number for the same person each time. */
const HASH =
  /(?:^|\.)(?:createHash|createHmac|murmur\w*|fnv1?a?\w*|crc32|xx[hH]ash\w*|farmhash\w*|hash(?:Code|String|ToBucket|Id|UserId)?|bucketOf|getBucket)$/;
/** How services of flags are asked for one, which then divide people by their ids. */
const QUESTION =
  /(?:^|\.)(?:variation|boolVariation|isEnabled|isFeatureEnabled|getBooleanValue|checkGate|getTreatment|getValueAsync|isOn)$/;

export default defineCollector({
  id: 'percentage-flag',
  description: 'a flag that sends a share of the people to the integration, always the same ones',
  *collect(facts, _, { names }) {
    for (const file of nearCode(facts)) {
      const { path, calls, environment, declared } = file;
      const share = [...environment, ...declared].find(({ name }) => SHARE.test(name));
      const hash = calls.find(({ callee }) => HASH.test(callee));
      const random = calls.find(({ callee }) => callee === 'Math.random');
      if (share !== undefined && hash !== undefined)
        yield { path, line: hash.line, message: `'${share.name}' and '${hash.callee}' divide people by a hash.` };
      else if (share !== undefined && random !== undefined)
        yield {
          path,
          line: random.line,
          message: `'${share.name}' is compared with a random number, so that a person changes sides from call to call. Divide people by a hash of their id.`,
          isWeak: true,
        };
      for (const { callee, texts, mentions, line } of calls) {
        const flag = texts.find(text => names.test(text) && text.length < LONGEST_FLAG);
        if (flag !== undefined && QUESTION.test(callee) && (mentions.length > 0 || texts.length > 1))
          yield {
            path,
            line,
            message: `The flag '${flag}' is asked for a person, whom its service divides by the id.`,
          };
      }
    }
  },
});

const LONGEST_FLAG = 100;
