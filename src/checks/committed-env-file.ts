import { defineCheck } from '../model/define-check.ts';

export default defineCheck({
  id: 'committed-env-file',
  description: 'Env files with real secrets of Klaviyo that git tracks, or that no .gitignore covers',
  severity: 'error',
  alsoWarns: true,
  *run({ envFiles }) {
    for (const { secrets, isTracked } of envFiles) {
      const [first] = secrets;
      if (!first) continue;
      const held = secrets.length === 1 ? `'${first.name}'` : `'${first.name}' and ${secrets.length - 1} more`;
      if (isTracked)
        yield {
          message: `This env file holds the real value of ${held}, and git tracks it. Take it out with 'git rm --cached', add it to '.gitignore', and replace what it holds.`,
          at: first.at,
        };
      else
        yield {
          message: `This env file holds the real value of ${held}, and no '.gitignore' covers it. Add it to '.gitignore' before somebody commits it.`,
          at: first.at,
          severity: 'warning',
        };
    }
  },
});
