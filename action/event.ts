export {
  type Environment,
  eventCommit,
  eventNumber,
  type HeadOrigin,
  headOrigin,
  readEvent,
  type WorkflowEvent,
} from '../src/project/git/workflow-event.ts';
