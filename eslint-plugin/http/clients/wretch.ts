import { concatenate, UNKNOWN, type Value } from '../../values/value.ts';
import { type ClientCall, type ClientModel, configuration, type RequestDraft } from '../client-model.ts';

/** wretch, which collects by chained calls what it sends; each call is kept as `{ 'method#0': argument }`. */
export const wretch: ClientModel = {
  sources: ['wretch'],
  derive: (client, method, args) => ({
    ...client,
    defaults: [
      ...client.defaults,
      configuration(
        Object.fromEntries(
          args.map((value, index) => [`${method === '' ? 'url' : method}#${index}`, (): Value => value]),
        ),
      ),
    ],
  }),
  configurations: ({ defaults }) => [
    configuration({
      headers: () =>
        configuration(Object.fromEntries(given(defaults, 'auth').map(value => ['authorization', () => value]))),
    }),
    ...given(defaults, 'headers').map(headers => configuration({ headers: () => headers })),
  ],
  draft: wretchRequest,
};

/** The first arguments of the calls of one method. */
function given(steps: readonly Value[], method: string): Value[] {
  return steps.flatMap(step => (step.kind === 'object' ? (step.properties.get(`${method}#0`)?.() ?? []) : []));
}

function wretchRequest({ client, method, verb, args }: ClientCall): RequestDraft | undefined {
  if (!verb && method !== 'fetch') return undefined;
  const { defaults } = client;
  const [base, ...paths] = [...given(defaults, 'url'), ...(args[0]?.kind === 'text' ? [args[0]] : [])];
  return {
    verb,
    url: base ? concatenate([base, ...paths]) : UNKNOWN,
    body: args[0] ?? given(defaults, 'json')[0],
    isOpen: given(defaults, 'middlewares').length > 0,
  };
}
