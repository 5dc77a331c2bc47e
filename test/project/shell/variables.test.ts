import { describe, expect, test } from 'vitest';
import { requestsIn } from './requests-in.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';
const BASE = 'BASE=https://a.klaviyo.com/api';

describe('an address is followed through', () => {
  test.each([
    ['a variable', `${BASE}\ncurl $BASE/lists`],
    ['a variable in quotation marks', `${BASE}\ncurl "$BASE/lists"`],
    ['a variable in braces', `${BASE}\ncurl "\${BASE}/lists"`],
    ['a variable with quotation marks', "BASE='https://a.klaviyo.com'\ncurl \"$BASE\"'/api/lists'"],
    ['an export', `export ${BASE}\ncurl $BASE/lists`],
    ['a readonly', `readonly ${BASE}\ncurl $BASE/lists`],
    ['several assignments', 'HOST=a.klaviyo.com BASE=https://$HOST/api\ncurl $BASE/lists'],
    ['an addition', `URL=https://a.klaviyo.com\nURL+=/api/lists\ncurl $URL`],
    ['the last of two assignments', `URL=https://shop.example\nURL=${LISTS}\ncurl $URL`],
    ['a local variable of a function', `f() { local ${BASE}; curl $BASE/lists; }`],
    ['a variable that is assigned behind the function', `f() { curl $BASE/lists; }\n${BASE}\nf`],
    ['a function in a function', `f() { g() { curl $BASE/lists; }; }\n${BASE}`],
    ['an end that is taken off', 'BASE=https://a.klaviyo.com/api/\ncurl "${BASE%/}/lists"'],
    ['an end that is not there', `${BASE}\ncurl "\${BASE%/}/lists"`],
    ['a variable that must be there', `${BASE}\ncurl "\${BASE:?}/lists"`],
    ['a default of one that is there', `${BASE}\ncurl "\${BASE:-https://shop.example}/lists"`],
    ['a command in a variable', `CURL="curl -s"\n$CURL ${LISTS}`],
    ['a list with the command', `COMMAND=(curl -s ${LISTS})\n"\${COMMAND[@]}"`],
    ['a loop over one', `for url in ${LISTS}; do curl "$url"; done`],
    ['a subshell', `${BASE}\n(curl $BASE/lists)`],
    ['a pipeline', `${BASE}\ncurl $BASE/lists | jq .`],
    ['a substitution', `${BASE}\nlists=$(curl "$BASE/lists")`],
    ['a substitution in quotation marks', `${BASE}\necho "$(curl "$BASE/lists")"`],
    ['backquotes', `${BASE}\nlists=\`curl $BASE/lists\``],
    ['backquotes with escapes', `${BASE}\nlists=\`curl \\$BASE/lists\``],
    ['a substitution in a heredoc', `${BASE}\ncat <<EOF\n$(curl $BASE/lists)\nEOF`],
    ['a substitution in a test', `${BASE}\nif [ -n "$(curl $BASE/lists)" ]; then :; fi`],
    ['a substitution in brackets', `${BASE}\n[[ -n $(curl $BASE/lists) ]]`],
    ['a process', `${BASE}\ndiff <(curl $BASE/lists) old.json`],
    ['a condition', `${BASE}\nif ! curl $BASE/lists; then exit 1; fi`],
    ['a loop that waits', `${BASE}\nuntil curl $BASE/lists; do sleep 1; done`],
    ['a case', `${BASE}\ncase $1 in lists) curl $BASE/lists;; esac`],
    ['a background job', `${BASE}\ncurl $BASE/lists &`],
    ['what follows a success', `${BASE} && cd x && curl $BASE/lists`],
  ])('%s', (_, text) => {
    expect(requestsIn(text).map(request => request.replace(' | *', ''))).toEqual([`GET ${LISTS}`]);
  });
});

describe('an address has alternatives', () => {
  test.each([
    ['a default', `curl "\${URL:-${LISTS}}"`, `GET ${LISTS} | *`],
    ['a default that is assigned', `: "\${URL:=${LISTS}}"\ncurl "\${URL:=${LISTS}}"`, `GET ${LISTS} | *`],
    ['an argument with a default', `curl "\${1:-${LISTS}}"`, `GET ${LISTS} | *`],
    ['a branch', `URL=${LISTS}/1\nif x; then URL=${LISTS}/2; fi\ncurl $URL`, `GET ${LISTS}/1 | ${LISTS}/2`],
    ['two branches', `if x; then URL=${LISTS}/1; else URL=${LISTS}/2; fi\ncurl $URL`, `GET ${LISTS}/1 | ${LISTS}/2`],
    [
      'cases',
      `case $x in a) URL=${LISTS}/1;; b) URL=${LISTS}/2;; esac\ncurl "$URL"`,
      `GET * | ${LISTS}/1 | ${LISTS}/2`,
    ],
    ['a condition', `URL=${LISTS}/1\n[ x ] && URL=${LISTS}/2\ncurl $URL`, `GET ${LISTS}/1 | ${LISTS}/2`],
    ['a loop over two', `for id in 1 2; do curl "${LISTS}/$id"; done`, `GET ${LISTS}/1 | ${LISTS}/2`],
  ])('%s', (_, text, expected) => {
    expect(requestsIn(text)).toEqual([expected]);
  });
});

describe('an address has a hole for', () => {
  test.each([
    ['a variable from outside', `curl "${LISTS}/$ID"`],
    ['an argument', `f() { curl "${LISTS}/$1"; }`],
    ['a substitution', `curl "${LISTS}/$(cat id)"`],
    ['a sum', `curl "${LISTS}/$((1 + 2))"`],
    ['a variable that is read', `ID=1\nread -r ID\ncurl "${LISTS}/$ID"`],
    ['a variable that is unset', `ID=1\nunset ID\ncurl "${LISTS}/$ID"`],
    ['a part of a variable', `ID=12\ncurl "${LISTS}/\${ID:0:1}"`],
    ['a replacement', `ID=12\ncurl "${LISTS}/\${ID//1/2}"`],
    ['a pattern that is taken off', `ID=12\ncurl "${LISTS}/\${ID%%*}"`],
    ['the length of a variable', `ID=12\ncurl "${LISTS}/\${#ID}"`],
    ['a variable that is named by another', `ID=12\ncurl "${LISTS}/\${!ID}"`],
    ['an element of a list', `IDS=(1 2)\ncurl "${LISTS}/\${IDS[1]}"`],
    ['a variable of a subshell', `(ID=1)\ncurl "${LISTS}/$ID"`],
    ['a variable of a pipeline', `cat x | while read -r line; do ID=1; done\ncurl "${LISTS}/$ID"`],
  ])('%s', (_, text) => {
    expect(requestsIn(text)).toEqual([`GET ${LISTS}/*`]);
  });
});

describe('headers in a list', () => {
  const HEADERS = 'HEADERS=(-H "accept: a/b" -H "revision: 2026-07-15")';
  const known = `GET ${LISTS}, accept: a/b, revision: 2026-07-15`;

  test.each([
    ['are known', `${HEADERS}\ncurl "\${HEADERS[@]}" ${LISTS}`, known],
    ['are known without quotation marks', `HEADERS=(-H a:b)\ncurl \${HEADERS[@]} ${LISTS}`, `GET ${LISTS}, a: b`],
    [
      'are known when more are added',
      `HEADERS=(-H "accept: a/b")\nHEADERS+=(-H "revision: 2026-07-15")\ncurl "\${HEADERS[@]}" ${LISTS}`,
      known,
    ],
    [
      'may be more after a branch',
      `${HEADERS}\nif x; then HEADERS+=(-H "b: c"); fi\ncurl "\${HEADERS[@]}" ${LISTS}`,
      `? ${LISTS}, accept: a/b, revision: 2026-07-15, b: c, …`,
    ],
    [
      'may be others after an element is set',
      `${HEADERS}\nHEADERS[1]="$x"\ncurl "\${HEADERS[@]}" ${LISTS}`,
      `? ${LISTS}, accept: a/b, revision: 2026-07-15, …`,
    ],
    ['may be any with names', `declare -A HEADERS=([a]=b)\ncurl "\${HEADERS[@]}" ${LISTS}`, `? ${LISTS}, …`],
    ['may be any from outside', `curl "\${HEADERS[@]}" ${LISTS}`, `? ${LISTS}, …`],
    ['may be any of the arguments', `curl "$@" ${LISTS}`, `? ${LISTS}, …`],
    ['may be any of a substitution', `curl $(options) ${LISTS}`, `? ${LISTS}, …`],
    ['may be any of braces', `curl -{s,S} ${LISTS}`, `? ${LISTS}, …`],
  ])('%s', (_, text, expected) => {
    expect(requestsIn(text)).toEqual([expected]);
  });

  test('as one text are cut at its spaces', () => {
    expect(requestsIn(`OPTIONS="-s -H revision:2026-07-15"\ncurl $OPTIONS ${LISTS}`)).toEqual([
      `GET ${LISTS}, revision: 2026-07-15`,
    ]);
  });
});

describe('what would grow without end is unknown', () => {
  test('a text that is doubled again and again', () => {
    expect(requestsIn(`A=aaaaaaaaaa\n${'A=$A$A\n'.repeat(40)}curl "${LISTS}/$A"`)).toEqual([`GET ${LISTS}/*`]);
  });

  test('alternatives of alternatives', () => {
    const text = `${'if x; then A=1; else A=2; fi; URL="$URL$A"\n'.repeat(40)}curl "${LISTS}$URL"`;
    expect(requestsIn(text)[0]?.split(' | ').length).toBeLessThanOrEqual(8);
  });

  test('a list that is added to itself', () => {
    expect(requestsIn(`A=(-s -S)\n${'A+=("${A[@]}")\n'.repeat(40)}curl "\${A[@]}" ${LISTS}`)).toEqual([
      `? ${LISTS}, …`,
    ]);
  });

  test('a loop over very many', () => {
    expect(requestsIn(`for id in ${'a '.repeat(5000)}; do curl "${LISTS}/$id"; done`)).toHaveLength(1);
  });

  test('arguments without end', () => {
    expect(requestsIn(`curl ${'-s '.repeat(5000)} ${LISTS}`)).toEqual([]);
  });
});
