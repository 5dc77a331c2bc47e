import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { environmentOfLanguage } from '../../src/project/key-reads/environment-of-languages.ts';
import { temporaryRepository } from '../project/temporary-folder.ts';

const EXAMPLE = { '.env.example': 'KLAVIYO_PRIVATE_KEY=\n' };

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const { ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

describe('the whole environment in an answer is listed', () => {
  test.each<[name: string, path: string, text: string, line?: number]>([
    ['of Flask', 'app.py', 'import os\n@app.get("/c")\ndef c(): return jsonify(dict(os.environ))', 3],
    ['of Flask, over lines', 'app.py', 'def c():\n    return jsonify(\n        **os.environ,\n    )', 3],
    [
      'of Flask, with its settings',
      'app.py',
      'app.config.from_prefixed_env("KLAVIYO")\ndef c(): return jsonify(dict(app.config))',
      2,
    ],
    ['of a template of Flask', 'app.py', 'def c(): return render_template("a.html", env=os.environ)'],
    ['of Django', 'views.py', 'def c(request): return JsonResponse(dict(os.environ))'],
    ['of FastAPI', 'main.py', 'async def c(): return JSONResponse({"env": dict(os.environ)})'],
    ['of PHP', 'a.php', '<?php echo json_encode($_ENV);'],
    ['of PHP, in a page', 'a.phtml', '<script>var e = <?= json_encode(getenv()) ?>;</script>'],
    ['of Laravel', 'routes/web.php', '<?php\nRoute::get("/c", fn () => response()->json($_ENV));', 2],
    ['of WordPress', 'a.php', "<?php wp_localize_script('a', 'env', $_ENV);"],
    ['of PHP, for who debugs', 'a.php', '<?php var_dump(getenv());'],
    ['of Sinatra', 'a.rb', "get('/c') { ENV.to_h.to_json }"],
    ['of Sinatra, over lines', 'a.rb', "get '/c' do\n  ENV.to_h.to_json\nend", 2],
    ['of Rails', 'app/controllers/a_controller.rb', 'def show\n  render json: ENV.to_h\nend', 2],
    ['of a template of Rails', 'app/views/a.html.erb', '<script>var e = <%= raw ENV.to_h.to_json %></script>'],
    ['of Go', 'a.go', 'func h(w http.ResponseWriter, r *http.Request) { json.NewEncoder(w).Encode(os.Environ()) }'],
    ['of Go, in a loop', 'a.go', 'for _, e := range os.Environ() {\n  fmt.Fprintln(w, e)\n}'],
    ['of Gin', 'a.go', 'r.GET("/c", func(c *gin.Context) { c.JSON(200, os.Environ()) })'],
    ['of Spring', 'A.java', '@GetMapping("/c") ResponseEntity<?> c() { return ResponseEntity.ok(System.getenv()); }'],
    ['of ASP.NET Core', 'A.cs', 'app.MapGet("/c", () => Environment.GetEnvironmentVariables());'],
    ['of Phoenix', 'a.ex', 'def c(conn, _), do: json(conn, System.get_env())'],
  ])('%s', async (_, path, text, line = 1) => {
    expect(await unresolvedIn({ ...EXAMPLE, [path]: text })).toEqual([`${path}:${line}`]);
  });

  test.each<[name: string, path: string, text: string]>([
    [
      'the SDK gets',
      'b.py',
      'from klaviyo_api import KlaviyoAPI\nklaviyo = KlaviyoAPI(os.environ["KLAVIYO_PRIVATE_KEY"], max_delay=60, max_retries=3)',
    ],
    ['a container gets', 'compose.yml', 'services:\n  a:\n    environment:\n      - KLAVIYO_PRIVATE_KEY\n'],
  ])('where %s a key', async (_, path, text) => {
    expect(await unresolvedIn({ [path]: text, 'a.py': 'return jsonify(dict(os.environ))' })).toEqual(['a.py:1']);
  });

  test('with its place', () => {
    expect(environmentOfLanguage('a.py', 'import os\nreturn jsonify(dict(os.environ))')).toEqual([
      { path: 'a.py', line: 2, column: 21, endLine: 2, endColumn: 31 },
    ]);
  });
});

describe('what is no answer with the whole environment is not listed', () => {
  test.each<[name: string, path: string, text: string]>([
    ['a variable', 'a.py', 'def c(): return jsonify(site=os.environ["SITE"], region=os.environ.get("REGION"))'],
    ['a setting', 'a.py', 'def c(): return jsonify(site=app.config["SITE"], all=app.config.get("ALL"))'],
    ['a choice', 'a.py', 'return jsonify({k: v for k, v in os.environ.items() if k.startswith("PUBLIC_")})'],
    [
      'a program',
      'a.py',
      'subprocess.run(["render(a)"], env=os.environ)\nos.execvpe("a", [], dict(os.environ))\nenv = dict(os.environ)',
    ],
    [
      'a copy',
      'a.py',
      'env = os.environ.copy()\nsettings = Settings(**os.environ)\napp.config.from_mapping(os.environ)',
    ],
    ['a log', 'a.py', 'logging.debug(render(dict(os.environ)))\nlogger.info("%s", os.environ)'],
    ['a comment', 'a.py', '# return jsonify(dict(os.environ))\npass'],
    ['a variable in PHP', 'a.php', '<?php echo json_encode($_ENV["SITE"]); return response()->json(getenv("SITE"));'],
    ['a choice in PHP', 'a.php', "<?php echo json_encode(array_intersect_key($_ENV, ['SITE' => 1]));"],
    [
      'a log in PHP',
      'a.php',
      '<?php error_log(print_r($_ENV, true)); $all = getenv(); $_ENV = array_merge($_ENV, $b);',
    ],
    ['a test in PHP', 'a.php', "<?php if (count($_ENV) > 0) { echo 'yes'; } return isset($_ENV['A']);"],
    ['a variable in Ruby', 'a.rb', "get('/c') { ENV['SITE'].to_json }\nrender json: { site: ENV.fetch('SITE') }"],
    [
      'a choice in Ruby',
      'a.rb',
      "render json: ENV.to_h.slice('SITE')\nrender json: ENV.to_h.select { |k, _| k == 'SITE' }",
    ],
    [
      'a program in Ruby',
      'a.rb',
      "system(ENV.to_h, 'render')\nenv = ENV.to_h\nFile.write('a.json', ENV.to_h.to_json)\nlogger.info ENV.to_h.to_json",
    ],
    ['another constant', 'a.rb', 'render json: MY_ENV.to_h\nrender json: App::ENV.to_h'],
    ['a program in Go', 'a.go', 'cmd.Env = append(os.Environ(), "A=1")\nfmt.Fprintln(os.Stderr, os.Environ())'],
    [
      'a choice in Go',
      'a.go',
      'for _, e := range os.Environ() {\n  if strings.HasPrefix(e, "PUBLIC_") { fmt.Fprintln(w, e) }\n}',
    ],
    [
      'a program in Java',
      'A.java',
      'builder.environment().putAll(System.getenv());\nreturn ok(System.getenv().get("SITE"));',
    ],
    [
      'a setting in C#',
      'A.cs',
      'var all = Environment.GetEnvironmentVariables();\nreturn Ok(Environment.GetEnvironmentVariables()["SITE"]);',
    ],
    ['a test', 'tests/test_a.py', 'def test(): return jsonify(dict(os.environ))'],
  ])('%s', async (_, path, text) => {
    expect(await unresolvedIn({ ...EXAMPLE, [path]: text })).toEqual([]);
  });

  test('where the repository has a public key', async () => {
    const files = { 'compose.yml': 'environment:\n  - NEXT_PUBLIC_KLAVIYO_API_KEY\n  # - KLAVIYO_PRIVATE_KEY\n' };
    expect(await unresolvedIn({ ...files, 'a.py': 'return jsonify(dict(os.environ))' })).toEqual([]);
  });

  test('where the repository has no key', async () => {
    expect(await unresolvedIn({ '.env': 'SITE=a\n', 'a.py': 'return jsonify(dict(os.environ)) # klaviyo' })).toEqual(
      [],
    );
  });
});
