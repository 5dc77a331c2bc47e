import { createHeaderList, isAddress, type Client, verbOf } from './request.ts';
import { readOptions, type OptionSyntax } from './options.ts';

/** Source: the manual of GNU Wget 1.25; read 2026-11-20. */
const SYNTAX: OptionSyntax = {
  short: 'aABDeGiIloOPQRtTUwX',
  long: new Set(
    `accept append-output base bind-address body-data body-file ca-certificate ca-directory certificate config connect-timeout cut-dirs
    default-page directory-prefix dns-timeout domains exclude-directories exclude-domains execute header http-password http-user
    include-directories input-file level limit-rate load-cookies max-redirect method output-document output-file password
    post-data post-file private-key quota read-timeout referer reject save-cookies secure-protocol timeout tries user
    user-agent wait waitretry`.split(/\s+/),
  ),
};

/** Reads the arguments of `wget`. */
export const wget: Client = args => {
  const { options, operands, isOpen } = readOptions(args, SYNTAX);
  const headers = createHeaderList();
  for (const [name, value] of options) if (name === '--header') headers.add(value);
  const isPost = options.some(([name]) => name === '--post-data' || name === '--post-file');
  const method = options.findLast(([name]) => name === '--method');
  const standard = isPost ? 'POST' : isOpen ? undefined : 'GET';
  const verb = method ? verbOf(method[1]) : standard;
  const passwords = options.flatMap(([name, value]) =>
    (name === '--password' || name === '--http-password') && value ? [value] : [],
  );
  return operands
    .filter(isAddress)
    .map(url => ({ verb, url, headers: headers.headers, isOpen: isOpen || headers.isOpen, passwords }));
};
