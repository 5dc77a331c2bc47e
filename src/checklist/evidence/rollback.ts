import { defineCollector } from '../define-collector.ts';
import { commandsIn, entriesIn, lastKey } from '../signs.ts';

const COMMAND =
  /\bkubectl\s+rollout\s+undo\b|\bhelm\s+(?:rollback|upgrade\b[^\n]{0,200}--atomic)\b|\bvercel\s+(?:rollback|promote)\b|\bheroku\s+(?:rollback|releases:rollback)\b|\bargocd\s+app\s+rollback\b|\bkubectl\s+argo\s+rollouts\s+undo\b|\b(?:flyctl|fly)\s+deploy\b[^\n]{0,200}--image\b|\bgcloud\s+run\s+services\s+update-traffic\b|\bnetlify\s+(?:deploy:)?rollback\b|\brailway\s+rollback\b|\bcap\s+\S+\s+deploy:rollback\b|\bwrangler\s+rollback\b|\bserverless\s+rollback\b|\bsls\s+rollback\b|\baws\s+deploy\b[^\n]{0,200}rollback/;

export default defineCollector({
  id: 'rollback',
  description: 'a rollout that can be undone',
  *collect(facts) {
    for (const { path, line, text } of commandsIn(facts)) {
      const [command] = COMMAND.exec(text) ?? [];
      if (command !== undefined) yield { message: `'${command}' brings the previous version back.`, path, line };
    }
    for (const entry of entriesIn(facts.data)) {
      const { path, line, value } = entry;
      const key = lastKey(entry);
      if (key === 'kind' && /^(?:Deployment|StatefulSet|DaemonSet)$/.test(value) && entry.keys.length <= 2)
        yield {
          message: `A Kubernetes ${value} keeps its revisions: 'kubectl rollout undo' brings the previous one back.`,
          path,
          line,
        };
      if (key === 'kind' && value === 'Rollout') yield { message: 'An Argo Rollout can be undone.', path, line };
      if (/^(?:rollback|enable_?rollback|auto_?rollback\w*)$/i.test(key) && /^(?:true|enabled)$/i.test(value))
        yield { message: `'${key}' brings the previous version back when a rollout fails.`, path, line };
    }
  },
});
