/** Why a raw call is not translated to one of the SDK; caught where suggestions are made. */
export class Refusal extends Error {}

/** @throws {@link Refusal} always */
export function refuse(reason: string): never {
  throw new Refusal(reason);
}
