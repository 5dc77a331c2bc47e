import { describe, expect, test } from 'vitest';
import { commentLines } from '../../../src/project/addresses/comment-lines.ts';

function linesOf(path: string, text: string): number[] {
  const isComment = commentLines(path, text);
  return text.split('\n').flatMap((_, index) => (isComment(index + 1) ? [index + 1] : []));
}

describe('a comment', () => {
  test.each<[name: string, path: string, text: string, lines: number[]]>([
    ['of Python', 'a.py', '# see\nx = 1', [1]],
    ['behind blanks', 'a.rb', 'x = 1\n  # see', [2]],
    ['with a carriage return', 'a.go', 'x := 1\r\n// see\r\n', [2]],
    ['of a container', 'Dockerfile.prod', '# see\nFROM node', [1]],
    ['of an environment', '.env.local', '# see\nA=1', [1]],
    ['of a build with CMake', 'CMakeLists.txt', '# see\nproject(x)', [1]],
    ['of a template of a configuration', 'nginx.conf.erb', '# see\nlisten 80;', [1]],
    ['of a template of code', 'client.ts.hbs', '// see\nx();', [1]],
    ['of SQL', 'a.sql', '-- see\nselect 1;', [1]],
    ['of PHP', 'a.php', '# see\n// see\n$x = 1;', [1, 2]],
    ['of Terraform', 'a.tf', '# see\n// see\n/* see */\nx = 1', [1, 2, 3]],
    ['of Windows', 'a.bat', 'REM see\n:: see\ncurl x', [1, 2]],
    ['of Erlang', 'a.erl', '%% see\nx() -> 1.', [1]],
    ['of settings', 'a.ini', '; see\n# see\nx = 1', [1, 2]],
    ['of markup', 'a.html', '<!-- see -->\n<p>', [1]],
    ['of Blade', 'a.blade', '{{-- see --}}\n<p>', [1]],
    ['over several lines', 'a.c', '/*\n see\n*/\nint x;', [1, 2, 3]],
    ['for documentation', 'A.java', '/**\n * see\n */\nclass A {}', [1, 2, 3]],
    ['of PowerShell', 'a.ps1', '<#\nsee\n#>\n$x = 1', [1, 2, 3]],
    ['of Blade, in a file of Laravel', 'page.blade.php', '{{-- see --}}\n<p>', [1]],
    ['of Ruby over several lines', 'a.rb', '=begin\nsee\n=end\nx = 1', [1, 2, 3]],
    ['of Haskell', 'a.hs', '{- see -}\n-- see\nx = 1', [1, 2]],
    ['of Lua', 'a.lua', '--[[\nsee\n]]\n-- see\nx = 1', [1, 2, 3, 4]],
    ['of OCaml', 'a.ml', '(* see *)\nlet x = 1', [1]],
    ['of Fortran', 'a.f90', '! see\nx = 1', [1]],
    ['at the beginning of a module of Python', 'a.py', '# x\n\n"""see\nsee\n"""\nx = 1', [1, 3, 4, 5]],
    ['for a function of Python', 'a.py', "def x():\n  '''see'''\n  return 1", [2]],
    ['of a language that is not known', 'a.xyz', '# see\n// see\nx', [1, 2]],
  ])('%s', (_, path, text, lines) => {
    expect(linesOf(path, text)).toEqual(lines);
  });
});

describe('no comment is', () => {
  test.each<[name: string, path: string, text: string]>([
    ['an option of a command', 'Jenkinsfile', '  --url https://x.example \\'],
    ['an option in a file without a language', 'justfile', '  --url https://x.example'],
    ['an attribute of Rust', 'a.rs', '#[arg(long, default_value = "x")]'],
    ['an attribute of PHP', 'a.php', "#[Autowire('x')]"],
    ['a directive of C', 'a.h', '#define X "x"'],
    ['a pointer that is set', 'a.go', '*u = "x"'],
    ['a map of Elixir', 'a.ex', '%{base: "x"}'],
    ['a text of Ruby', 'a.rb', '%q(x)'],
    ['a tag of HAML', 'a.haml', '%meta{content: "x"}'],
    ['a time of cron', 'crontab', '*/15 * * * * deploy curl x'],
    ['what stands behind a comment', 'A.cs', '/* base */ const string Base = "x";'],
    ['what stands between comments', 'A.cs', '/* a */ x(); /* b */'],
    ['a block that has no end', 'a.c', '/* see\nint x;'],
    ['a block that ends within itself', 'a.c', '/*/ x();'],
    ['a text of Python that is given', 'a.py', 'run(\n  """x"""\n)'],
    ['a text of Python that stands behind another statement', 'a.py', 'x = 1\n"""x"""'],
    ['a private field', 'a.ts', '#key = "x";'],
    ['a heading that is none', 'a.xyz', '#define X "x"'],
    ['an address without a scheme', 'a.xyz', '//x.example/api'],
  ])('%s', (_, path, text) => {
    expect(linesOf(path, text)).toEqual([]);
  });

  test('what follows the end of one', () => {
    expect(linesOf('A.java', '/*\n see\n */ static final String BASE = "x";')).toEqual([1, 2]);
  });
});
