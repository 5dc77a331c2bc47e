import { describe, expect, test } from 'vitest';
import { readShellText } from '../../../src/project/shell/read-requests.ts';
import { placesIn, requestsIn } from './requests-in.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';

const requests = (text: string): string[] => requestsIn(text, 'dockerfile');
const places = (text: string): string[] => placesIn(text, 'dockerfile');

describe('a command is found, and placed, in', () => {
  test.each([
    ['an instruction', `FROM a\nRUN curl ${LISTS}\n`],
    ['an instruction in small letters', `from a\nrun curl ${LISTS}`],
    ['an instruction with flags', `FROM a\nRUN --mount=type=cache,target=/c --network=host curl ${LISTS}\n`],
    [
      'an instruction of several lines',
      `FROM a\nRUN apk add curl && \\\n    curl ${LISTS} && \\\n    rm -rf /var/cache\n`,
    ],
    [
      'an instruction with comments',
      `FROM a\nRUN apk add curl && \\\n  # curl ${LISTS}/1\n\n# more\n    curl ${LISTS}\n`,
    ],
    [
      'an instruction with line ends of Windows',
      `FROM a\r\nRUN apk add curl && \\\r\n  # comment\r\n    curl ${LISTS}\r\n`,
    ],
    ['an instruction that is kept for later', `FROM a\nONBUILD RUN curl ${LISTS}\n`],
    ['a heredoc', `FROM a\nRUN <<EOF\n# comment\necho a\ncurl ${LISTS}\nEOF\nRUN echo\n`],
    ['a heredoc in quotation marks', `FROM a\nRUN <<-"EOF"\n\tcurl ${LISTS}\n\tEOF\n`],
    ['a command that reads a heredoc', `FROM a\nRUN cat <<EOF > a && curl ${LISTS}\n# text\nEOF\n`],
    [
      'a stage behind one of PowerShell',
      `FROM a\nSHELL ["powershell", "-Command"]\nRUN x\nFROM b\nRUN curl ${LISTS}\n`,
    ],
    ['a stage with bash', `FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl ${LISTS}\n`],
  ])('%s', (_, text) => {
    expect(requests(text)).toEqual([`GET ${LISTS}`]);
    expect(places(text)).toEqual([`curl ${LISTS}`]);
  });

  test('an instruction whose arguments are behind comments', () => {
    const text = `FROM a\nRUN curl \\\n  # comment\n  ${LISTS} \\\n  # more\n  -H 'revision: 2026-07-15'\n`;
    expect(requests(text)).toEqual([`GET ${LISTS}, revision: 2026-07-15`]);
  });

  test('an instruction without a shell, as a whole', () => {
    const text = `FROM a\nRUN ["curl", "-H", "x-name: it's", "${LISTS}"]\n`;
    expect(requests(text)).toEqual([`GET ${LISTS}, x-name: it's`]);
    expect(places(text)).toEqual([`["curl", "-H", "x-name: it's", "${LISTS}"]`]);
  });
});

describe('variables come from', () => {
  test.each([
    ['ARG', 'ARG BASE=https://a.klaviyo.com/api'],
    ['ARG in quotation marks', 'ARG BASE="https://a.klaviyo.com/api"'],
    ['ENV', 'ENV BASE=https://a.klaviyo.com/api'],
    ['ENV with several', 'ENV A=b BASE="https://a.klaviyo.com/api" C=d'],
    ['ENV that takes one from ARG', 'ARG HOST=a.klaviyo.com\nENV BASE=https://$HOST/api'],
  ])('%s', (_, instruction) => {
    expect(requests(`FROM a\n${instruction}\nRUN curl $BASE/lists\n`)).toEqual([`GET ${LISTS}`]);
  });

  test('no other instruction', () => {
    expect(
      requests('FROM a\nRUN BASE=https://a.klaviyo.com/api\nARG BASE\nENV BASE2\nRUN curl "$BASE/lists"\n'),
    ).toEqual(['GET */lists']);
  });
});

describe('nothing is sent by', () => {
  test.each([
    ['a comment', `FROM a\n# RUN curl ${LISTS}\n`],
    ['a label', `FROM a\nLABEL run="curl ${LISTS}"\n`],
    ['a text that is printed', `FROM a\nRUN echo curl ${LISTS}\n`],
    ['a command of the container', `FROM a\nCMD curl ${LISTS}\n`],
    ['a file that is written', `FROM a\nCOPY <<EOF /call.sh\ncurl ${LISTS}\nEOF\n`],
    ['a script for another program', `FROM a\nRUN python3 <<EOF\ncurl ${LISTS}\nEOF\n`],
    ['PowerShell', `FROM a\nSHELL ["powershell", "-Command"]\nRUN curl ${LISTS}\n`],
    ['Windows', `# escape=\`\nFROM a\nRUN curl ${LISTS}\n`],
    ['an empty file', ''],
    ['an instruction without arguments', 'FROM a\nRUN\nRUN \\\n\nENV\nARG\nONBUILD\nSHELL'],
  ])('%s', (_, text) => {
    expect(readShellText('dockerfile', text)).toEqual({ requests: [] });
  });
});
