/** The lazy entry point of the analysis of shell commands, with its parsers: loaded for the first file with such commands. */
export { judge } from './judge.ts';
export { readShellText } from './read-requests.ts';
