import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { runBaseline, type BaselineArguments } from './baseline-command.ts';
import { runCheck, type CheckArguments, type ReportFile } from './check-command.ts';
import { CHECK_RENDERERS, type CheckFormat } from './check-formats.ts';
import { CHECKLIST_RENDERERS, runChecklist, type ChecklistArguments } from './checklist-command.ts';
import { ROLLOUT_RENDERERS, runRolloutPlan, type RolloutPlanArguments } from './rollout-plan-command.ts';
import { tell, type CliIo } from './cli-io.ts';
import type { UsageError } from '../model/errors.ts';
import { completionFor, type Shell, SHELLS } from './completion/completion.ts';
import { CONFIG_RENDERERS, runConfig, type ConfigArguments } from './config-command.ts';
import { runInit, type InitArguments } from './init-command.ts';
import { FIX_FORMATS, runFix, type FixArguments } from './fix-command.ts';
import {
  CUSTOMERIO_VARIABLES,
  KEY_VARIABLES,
  PREFLIGHT_RENDERERS,
  PREFLIGHT_VENDORS,
  runPreflightCommand,
  WEBHOOK_SECRET_VARIABLES,
  type PreflightArguments,
} from './preflight-command.ts';
import {
  parseAccount,
  parseDay,
  parseKey,
  parseScopes,
  parseSeconds,
  parseSourceUrl,
  parseWorkspace,
  wholeNumber,
} from './parse-values.ts';
import { rememberSecrets } from './remember-secrets.ts';
import { runSimulateCommand, SIMULATE_FORMATS, SIMULATED_VENDORS, type SimulateArguments } from './simulate-command.ts';
import { runUpgrade, UPGRADE_RENDERERS, type UpgradeArguments } from './upgrade-command.ts';
import { DEFAULT_TIME_BUDGET_MS, MOST_BUDGET_SECONDS } from '../project/discovery/time-budget.ts';
import { SCOPES } from '../model/report.ts';
import { CODE_NOT_VERIFIED, FAIL_ON, NOT_VERIFIED, SUPPRESSIONS } from '../model/verdict.ts';

const EXIT_CODES = `
Exit code: 0 clean, 1 findings at or above --fail-on, or not verified where that fails, 2 could not run.`;

/**
 * Runs the command line.
 *
 * @param args without the program's own name
 * @returns the exit code: 0 clean, 1 findings at or above `--fail-on` or not verified where that fails, 2 could not run
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  let exitCode = 0;
  rememberSecrets(io);
  const program = createProgram(io, code => (exitCode = code));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

function createProgram(io: CliIo, exit: (code: number) => void): Command {
  const program = new Command('klaviyo-lint')
    .description(manifest.description)
    .version(manifest.version)
    .exitOverride()
    .configureOutput({ writeOut: text => void io.writeOut(text), writeErr: text => tell(io, text) })
    .addHelpText('after', EXIT_CODES);
  addCheck(program, io, exit);
  addBaseline(program, io, exit);
  addFix(program, io, exit);
  addInit(program, io, exit);
  addChecklist(program, io, exit);
  addRolloutPlan(program, io, exit);
  const preflight = program
    .command('preflight')
    .description(
      `ask Klaviyo, Customer.io or both whether the integration may go live; the private key of Klaviyo is read from ${KEY_VARIABLES.join(', ')}, in this order, the keys of Customer.io from ${[CUSTOMERIO_VARIABLES.siteId, CUSTOMERIO_VARIABLES.trackKey, CUSTOMERIO_VARIABLES.appKey].join(', ')}`,
    )
    .addOption(formatOption(PREFLIGHT_RENDERERS))
    .addOption(outputOption())
    .addOption(asOfOption(io.now));
  for (const option of preflightOptions()) preflight.addOption(option);
  preflight.action(async (options: PreflightArguments) => exit(await runPreflightCommand(options, io)));
  program
    .command('upgrade')
    .description('say what an upgrade of klaviyo-api changes for this code; nothing is installed')
    .argument('[release]', 'such as 23.0.0 or 23; the newest that is known by default')
    .addOption(formatOption(UPGRADE_RENDERERS))
    .addOption(outputOption())
    .addOption(new Option('--folder <folder>', 'the folder of the project').default('.', 'the working folder'))
    .addOption(
      new Option('--from <release>', 'the release that the code was written for; that of the lock file by default'),
    )
    .addOption(new Option('--write', 'make the changes that can be made automatically'))
    .addOption(asOfOption(io.now))
    .action(async (release: string | undefined, options: UpgradeArguments) =>
      exit(await runUpgrade(release, options, io)),
    );
  program
    .command('config')
    .description("say what counts for a file, and which 'klaviyo-lint.json' says so")
    .addArgument(
      new Argument('[file]', 'a file of the working folder, or a folder to check').default(
        undefined,
        'the working folder',
      ),
    )
    .addOption(formatOption(CONFIG_RENDERERS))
    .addOption(outputOption())
    .addOption(new Option('--base <commit>', 'the commit whose configuration counts'))
    .action(async (file: string | undefined, options: ConfigArguments) => exit(await runConfig(file, options, io)));
  addSimulate(program, io, exit);
  program
    .command('completion')
    .description('print the script with which a shell completes this command line')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action(async (shell: Shell) => io.writeOut(completionFor(program, shell)));
  return program;
}

function addCheck(program: Command, io: CliIo, exit: (code: number) => void): void {
  program
    .command('check')
    .description('check the code and the manifests of a repository; nothing of it is run')
    .addArgument(
      new Argument(
        '[paths...]',
        'a folder to check, or files, folders and quoted patterns such as "src/*.ts" of the working folder',
      ).default([], 'the working folder'),
    )
    .addOption(formatOption(CHECK_RENDERERS))
    .addOption(outputOption())
    .addOption(
      new Option(
        '--report <format=file>',
        'a further report, such as sarif=klaviyo.sarif; the option may be repeated',
      ).argParser(addReport),
    )
    .addOption(new Option('--quiet', 'print only what fails, and nothing where nothing does; of the format text'))
    .addOption(new Option('--stdin', 'check the text of standard input, which stands for the file of --stdin-filename'))
    .addOption(new Option('--stdin-filename <file>', 'the name of the file that the text of standard input is of'))
    .addOption(
      new Option('--fail-on <level>', 'the lowest level that fails')
        .choices(FAIL_ON)
        .default(undefined, 'that of the configuration, or error'),
    )
    .addOption(asOfOption(io.now))
    .addOption(timeBudgetOption())
    .addOption(
      new Option(
        '--base <commit>',
        'the commit to compare with: its configuration and baseline count, and only what is new since fails',
      ),
    )
    .addOption(
      new Option(
        '--scope <which>',
        'which findings count: those that are new since the base, which is the default with one, or all',
      ).choices(SCOPES),
    )
    .addOption(
      new Option(
        '--not-verified <outcome>',
        "how it ends when no violation was found but something could not be analyzed; 'changed' fails for what is changed since the base, and is the default with one",
      ).choices(CODE_NOT_VERIFIED),
    )
    .addOption(
      new Option(
        '--suppressions <which>',
        'which new comments that silence a finding pass: all, those with a reason, or none',
      )
        .choices(SUPPRESSIONS)
        .default('allow'),
    )
    .addOption(new Option('--history', 'search all that was ever committed for private keys, too'))
    .addOption(
      new Option(
        '--verify-keys',
        'ask Klaviyo whether each private key that is found still works: one read with each, never on the pull request of a fork',
      ),
    )
    .action(async (paths: string[], options: CheckArguments) => exit(await runCheck(paths, options, io)));
}

function addBaseline(program: Command, io: CliIo, exit: (code: number) => void): void {
  program
    .command('baseline')
    .description(
      "accept what 'check' finds today: write '.klaviyo-lint/baseline.json', or compare the findings with the one that is there",
    )
    .addArgument(new Argument('[folder]', 'the folder of the project').default(undefined, 'the working folder'))
    .addOption(new Option('--prune', 'remove the entries that are not found any more'))
    .addOption(new Option('--add', 'accept findings that a baseline which is there does not have yet'))
    .addOption(asOfOption(io.now))
    .addOption(timeBudgetOption())
    .action(async (folder: string | undefined, options: BaselineArguments) =>
      exit(await runBaseline(folder, options, io)),
    );
}

function addFix(program: Command, io: CliIo, exit: (code: number) => void): void {
  program
    .command('fix')
    .description('make the safe fixes; nothing of the repository is run')
    .addArgument(
      new Argument('[paths...]', 'a folder to fix, or files and folders of the working folder').default(
        [],
        'the working folder',
      ),
    )
    .addOption(new Option('--dry-run', 'print a diff and change nothing'))
    .addOption(new Option('--suggestions', 'show each change that is not safe by itself with its diff, and ask'))
    .addOption(new Option('--yes', 'ask nothing, and make each suggestion that has no alternative'))
    .addOption(new Option('--format <format>', 'how the report is written').choices(FIX_FORMATS).default('text'))
    .addOption(outputOption())
    .addOption(
      new Option('--fail-on <level>', 'the lowest level that ends with 1 if it is left')
        .choices(FAIL_ON)
        .default('error'),
    )
    .addOption(asOfOption(io.now))
    .addOption(timeBudgetOption())
    .action(async (paths: string[], options: FixArguments) => exit(await runFix(paths, options, io)));
}

function addInit(program: Command, io: CliIo, exit: (code: number) => void): void {
  program
    .command('init')
    .description('write what is missing: workflow, configuration and ESLint entry; nothing is overwritten or installed')
    .addArgument(new Argument('[folder]', 'the root of the repository').default('.', 'the working folder'))
    .addOption(new Option('--yes', 'ask nothing, and write each file'))
    .addOption(asOfOption(io.now))
    .addOption(timeBudgetOption())
    .action(async (folder: string, options: InitArguments) => exit(await runInit(folder, options, io)));
}

function addChecklist(program: Command, io: CliIo, exit: (code: number) => void): void {
  const checklist = program
    .command('checklist')
    .description('judge the production checklist: what the code, a preflight, the repository and people prove')
    .addArgument(new Argument('[folder]', 'the folder of the project').default(undefined, 'the working folder'))
    .addOption(formatOption(CHECKLIST_RENDERERS))
    .addOption(outputOption())
    .addOption(new Option('--preflight <file>', 'the JSON of a preflight, for what only the live API shows'))
    .addOption(new Option('--live', 'run the preflight, with the private key of the environment'))
    .addOption(
      new Option('--init', "write the attestations that are missing as a draft to '.klaviyo-lint/attestations.yml'"),
    )
    .addOption(
      new Option(
        '--require <items>',
        'the items that end with 1 where they are violated or open, such as A1,B*',
      ).default(undefined, 'those of the configuration, or all'),
    )
    .addOption(
      new Option(
        '--source-url <url>',
        'where the folder can be read, such as https://github.com/octo/shop/blob/main/, for links',
      ).argParser(parseSourceUrl),
    )
    .addOption(new Option('--base <commit>', 'the commit whose configuration and attestations count'))
    .addOption(asOfOption(io.now))
    .addOption(timeBudgetOption());
  for (const option of targetOptions()) checklist.addOption(option);
  checklist.action(async (folder: string | undefined, options: ChecklistArguments) =>
    exit(await runChecklist(folder, options, io)),
  );
}

function addRolloutPlan(program: Command, io: CliIo, exit: (code: number) => void): void {
  program
    .command('rollout-plan')
    .description(
      'write the plan of a rollout, from 24 hours before to 24 hours after it, with owners and what takes it back',
    )
    .addArgument(new Argument('[folder]', 'the folder of the project').default(undefined, 'the working folder'))
    .addOption(
      new Option('--format <format>', 'how the plan is written')
        .choices(Object.keys(ROLLOUT_RENDERERS))
        .default('markdown'),
    )
    .addOption(outputOption())
    .addOption(new Option('--preflight <file>', 'the JSON of a preflight, for what only the live API shows'))
    .addOption(new Option('--base <commit>', 'the commit whose configuration and attestations count'))
    .addOption(asOfOption(io.now))
    .addOption(timeBudgetOption())
    .action(async (folder: string | undefined, options: RolloutPlanArguments) =>
      exit(await runRolloutPlan(folder, options, io)),
    );
}

function addSimulate(program: Command, io: CliIo, exit: (code: number) => void): void {
  program
    .command('simulate')
    .description(
      'serve a simulated vendor on this machine, for tests of an integration; it ends on Ctrl-C, with exit code 0',
    )
    .addOption(new Option('--vendor <name>', 'whose API is served').choices(SIMULATED_VENDORS).default('klaviyo'))
    .addOption(
      new Option('--region <name>', 'where the account is; us by default, of customerio only').choices(['us', 'eu']),
    )
    .addOption(new Option('--scenario <name>', 'what the vendor is like').default('healthy'))
    .addOption(new Option('--list', 'tell the scenarios and end'))
    .addOption(
      new Option('--format <format>', 'how the addresses are printed').choices(SIMULATE_FORMATS).default('text'),
    )
    .addOption(
      new Option(
        '--port <number>',
        'port of the API, the first of seven for customerio; a free one by default',
      ).argParser(wholeNumber(0, 65_535)),
    )
    .addOption(
      new Option('--status-port <number>', 'port of the status page; a free one by default').argParser(
        wholeNumber(0, 65_535),
      ),
    )
    .addOption(
      new Option('--seed <number>', 'same seed, same requests: same answers')
        .argParser(wholeNumber(0, 2 ** 32))
        .default(1),
    )
    .addOption(
      new Option('--key <key>', 'the private key that is known; one that never was is made up by default').argParser(
        parseKey,
      ),
    )
    .addOption(
      new Option(
        '--key-scopes <scopes>',
        'what the key may do, such as profiles:read,events:write; everything by default',
      ).argParser(parseScopes),
    )
    .addOption(
      new Option('--resources <number>', 'how many of each kind the account has to begin with')
        .argParser(wholeNumber(0, 1_000))
        .default(25),
    )
    .addOption(
      new Option('--rate-limits <how>', 'whether too many requests are refused')
        .choices(['enforced', 'counted'])
        .default('enforced'),
    )
    .addOption(
      new Option('--slow-ms <number>', "how long the scenario 'slow' takes")
        .argParser(wholeNumber(0, 600_000))
        .default(5_500),
    )
    .addOption(
      new Option('--tick <ms>', 'let time pass with each request only; by the clock by default').argParser(
        wholeNumber(1, 86_400_000),
      ),
    )
    .addOption(asOfOption(io.now))
    .action(async (options: SimulateArguments) => exit(await runSimulateCommand(options, io)));
}

/** What the preflight looks at besides the account. */
function targetOptions(): Option[] {
  return [
    new Option('--expect-account <id>', 'the account that goes live, by its id, which is its public key').argParser(
      parseAccount,
    ),
    new Option('--allow-test-account', 'a test account is what is meant'),
    new Option('--app-health-url <url>', 'the health endpoint of the app'),
    new Option(
      '--webhook-url <url>',
      `the endpoint that receives webhooks; its secret is read from ${WEBHOOK_SECRET_VARIABLES.join(' or ')}`,
    ),
    new Option('--send-test-webhook', 'consent to five deliveries to that endpoint, marked as tests'),
    new Option('--sending-domain <domain>', 'the branded sending domain, for SPF, DKIM and DMARC'),
    new Option('--dkim-selectors <names...>', "where the domain's keys are, if not at 'kl' and 'kl2'"),
    new Option('--vendor <names...>', 'whose API is asked; by the keys in the environment by default').choices(
      PREFLIGHT_VENDORS,
    ),
    new Option('--expect-workspace <id>', 'the workspace of Customer.io that goes live, by its id').argParser(
      parseWorkspace,
    ),
    new Option(
      '--customerio-webhook-url <url>',
      `the endpoint that receives reporting webhooks; its key is read from ${CUSTOMERIO_VARIABLES.signingKey}`,
    ),
    new Option(
      '--customerio-sending-domain <domain>',
      'the subdomain that Customer.io sends from, such as cio12345.shop.example',
    ),
  ];
}

/** The same, and what it does with what it saw. */
function preflightOptions(): Option[] {
  return [
    ...targetOptions(),
    new Option(
      '--smoke',
      'consent to one marked person of Customer.io that is written into the workspace of --expect-workspace and deleted again',
    ),
    new Option('--not-verified <outcome>', 'how it ends when nothing is wrong but something could not be verified')
      .choices(NOT_VERIFIED)
      .default('fail'),
    new Option('--incident <file>', 'where a bundle for the incident channel is written, as Markdown'),
    new Option(
      '--watch <seconds>',
      'repeat, with so many seconds in between, until the verdict is verified and no incident is open',
    ).argParser(parseSeconds),
    new Option('--verbose', 'print tables and every call, too'),
  ];
}

function formatOption(renderers: object): Option {
  return new Option('--format <format>', 'how the report is written').choices(Object.keys(renderers)).default('text');
}

function outputOption(): Option {
  return new Option('--output <file>', 'where the report is written; standard output by default');
}

function asOfOption(now: Date): Option {
  return new Option('--as-of <date>', 'the day that counts as today, YYYY-MM-DD')
    .argParser(parseDay)
    .default(now.toISOString().slice(0, 10), 'today');
}

function timeBudgetOption(): Option {
  return new Option('--time-budget <seconds>', 'the most that the whole run takes; what was not done then is listed')
    .argParser(wholeNumber(1, MOST_BUDGET_SECONDS))
    .default(DEFAULT_TIME_BUDGET_MS / 1000);
}

function addReport(text: string, before: ReportFile[] = []): ReportFile[] {
  const [format = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!Object.hasOwn(CHECK_RENDERERS, format) || file === '')
    throw new InvalidArgumentError(
      `It is not a format and a file, as in sarif=klaviyo.sarif. The formats are ${Object.keys(CHECK_RENDERERS).join(', ')}.`,
    );
  return [...before, { format: format as CheckFormat, file }];
}

/** By name, because a part that is loaded later may carry a copy of the class. */
function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}

/** Commander has already said what it has to say, and ends its own help with an error, too. */
function exitCodeOf(error: unknown, io: CliIo): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isUsageError(error)) tell(io, `klaviyo-lint: ${error.detail ?? error.message}`);
  else tell(io, error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}
