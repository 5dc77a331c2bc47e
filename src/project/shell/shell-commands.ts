/** The lazy entry point of the analysis of shell commands, with its parsers: loaded for the first file with such commands. */
export { embeddedCode } from './embedded-code.ts';
export { judgeCustomerio, judgeCustomerioText } from './judge-customerio.ts';
export { judgeKlaviyo } from './judge-klaviyo.ts';
export { readShellText } from './read-requests.ts';
