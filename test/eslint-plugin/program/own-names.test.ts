import { expect, test } from 'vitest';
import { mayCallOwn } from '../../../eslint-plugin/program/own-names.ts';
import { answers } from '../ask.ts';

/** The callees that may be functions of the code itself. */
function ownCallees(code: string): string[] {
  return answers(code, 'own.ts', (node, { module }) =>
    mayCallOwn(node, module) ? [code.slice(...node.callee.range)] : [],
  );
}

test.each(
  Object.entries<[code: string, ...callees: string[]]>({
    'a function': ['function send() {}\nsend();', 'send'],
    'a parameter': ['export const run = send => send();', 'send'],
    'what a pattern takes out': ['const { createEvent } = events;\ncreateEvent();', 'createEvent'],
    'a method of an object': ['const api = { send() {} };\napi.send();', 'api.send'],
    'a field of a class': ['class Api { send = () => 1; }\nnew Api().send();', 'new Api().send'],
    'a method that is assigned': ['api.send = () => 1;\napi.send();', 'api.send'],
    'a method that is assigned on the next line': ['api.send\n  = () => 1;\napi.send();', 'api.send'],
    'a name in quotes': ["api['send'] = () => 1;\napi.send();", 'api.send'],
    'a name in pieces': ["const api = { ['se' + 'nd']: () => 1 };\napi.send();", 'api.send'],
    'a name in variables': [
      "const [one, two] = ['se', 'nd'];\nconst api = { [one + two]: () => 1 };\napi.send();",
      'api.send',
    ],
    'a name with an escape': ['const api = { s\\u0065nd: () => 1 };\napi.send();', 'api.send'],
    'a member that is not known': ['api[name]();', 'api[name]'],
    'a call through another': ['send.call(self);\nsend.apply(self);', 'send.call', 'send.apply'],
    'no global': ['fetch(url);'],
    'no import': ["import { send } from './send.js';\nsend();"],
    'no member that is only read': ['list.map(String);\nif (a.map === b) list\n  .map(Number);'],
    'no part of a path': ["fetch('a/json', { accept: 'application/json' });\nresponse.json();"],
    'a method behind a comment': ['const api = { /**/send() {} };\napi.send();', 'api.send'],
    'no part of a longer name': ['const mapped = $map;\nlist.map(Number);'],
  }),
)('%s', (_, [code, ...callees]) => {
  expect(ownCallees(code)).toEqual(callees);
});
