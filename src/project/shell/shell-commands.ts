/** The door to what reads commands of a shell, with its parsers: loaded when the first file with such commands is met. */
export { judge } from './judge.ts';
export { readRequests } from './read-requests.ts';
