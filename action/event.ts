export { type Environment, eventCommit, type HeadOrigin, headOrigin, readEvent, type WorkflowEvent } from '../src/project/workflow-event.ts';
