export {
  type Environment,
  eventCommit,
  type HeadOrigin,
  headOrigin,
  readEvent,
  type WorkflowEvent,
} from '../src/project/git/workflow-event.ts';
