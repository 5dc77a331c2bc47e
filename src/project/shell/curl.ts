import { createHeaderList, isAddress, type Client, passwordIn, verbOf, type Draft } from './request.ts';
import { readOptions, type OptionSyntax } from './options.ts';
import { knownText, type Value } from './text.ts';
import { REST, type Field } from './scope.ts';

/** Source: the manual page of curl 8.15; read 2026-11-20. */
const SYNTAX: OptionSyntax = {
  short: 'AbcCdDeEFHKmoPQrtTuUwxXyYz',
  long: new Set(
    `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at cookie
    cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr
    dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string
    ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header
    hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate
    local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output
    output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert
    proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey
    proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote
    random-file range rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid service-name
    socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond
    tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query user
    user-agent variable vlan-priority write-out`.split(/\s+/),
  ),
};

const SENDS_BODY = /^(?:-[dF]|--data(?:-ascii|-binary|-raw|-urlencode)?|--json|--form(?:-string)?)$/;

/** Reads the arguments of `curl`: one request for each address, and another set of them behind each `--next`. */
export const curl: Client = args => requestSets(args).flatMap(readSet);

function requestSets(args: readonly Field[]): Field[][] {
  const sets: Field[][] = [[]];
  for (const field of args) {
    const text = field === REST ? undefined : knownText(field);
    if (text === '--next' || text === '-:') sets.push([]);
    else sets.at(-1)!.push(field);
  }
  return sets;
}

function readSet(args: readonly Field[]): Draft[] {
  const { options, operands, isOpen } = readOptions(args, SYNTAX);
  const valuesOf = (...names: string[]): (Value | undefined)[] =>
    options.filter(([name]) => names.includes(name)).map(([, value]) => value);
  const headers = createHeaderList();
  for (const header of valuesOf('-H', '--header')) headers.add(header);
  const isElsewhere = valuesOf('-K', '--config').length > 0;
  const urls = [...operands.filter(isAddress), ...valuesOf('--url').filter(url => url !== undefined)];
  const verb = verbIn(
    options.map(([name]) => name),
    valuesOf('-X', '--request'),
    isOpen || isElsewhere,
  );
  const passwords = [
    ...valuesOf('-u', '--user').map((user = []) => passwordIn(user)),
    ...valuesOf('--oauth2-bearer').filter(token => token !== undefined),
  ];
  return urls.map(url => ({
    verb,
    url,
    headers: headers.headers,
    isOpen: isOpen || isElsewhere || headers.isOpen,
    passwords,
  }));
}

/** What is given last counts. Without, the body decides. */
function verbIn(names: readonly string[], given: readonly (Value | undefined)[], isOpen: boolean): string | undefined {
  const has = (...wanted: string[]): boolean => names.some(name => wanted.includes(name));
  if (given.length > 0) return verbOf(given.at(-1));
  if (isOpen) return undefined;
  if (has('-I', '--head')) return 'HEAD';
  if (has('-T', '--upload-file')) return 'PUT';
  return names.some(name => SENDS_BODY.test(name)) && !has('-G', '--get') ? 'POST' : 'GET';
}
