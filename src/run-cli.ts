import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { CHECK_RENDERERS, runCheck, type CheckArguments } from './check-command.ts';
import { tell, type CliIo } from './cli-io.ts';
import { UsageError } from './errors.ts';
import { KEY_VARIABLES, PREFLIGHT_RENDERERS, runPreflightCommand, type PreflightArguments } from './preflight-command.ts';
import { runUpgrade, UPGRADE_RENDERERS, type UpgradeArguments } from './upgrade-command.ts';
import { FAIL_ON } from './verdict.ts';

const EXIT_CODES = `
Exit code: 0 clean, 1 findings at or above --fail-on or a failed probe, 2 could not run.`;

/**
 * Runs the command line.
 *
 * @param args without the program's own name
 * @returns the exit code: 0 clean, 1 findings at or above `--fail-on` or a failed probe, 2 could not run
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  let exitCode = 0;
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
  program
    .command('check')
    .description('check the code and the manifests of a repository; nothing of it is run')
    .addArgument(new Argument('[paths...]', 'a folder to check, or files and folders of the working folder').default([], 'the working folder'))
    .addOption(formatOption(CHECK_RENDERERS))
    .addOption(outputOption())
    .addOption(new Option('--fail-on <level>', 'the lowest level that fails').choices(FAIL_ON).default('error'))
    .addOption(asOfOption(io.now))
    .action(async (paths: string[], options: CheckArguments) => exit(await runCheck(paths, options, io)));
  program
    .command('preflight')
    .description(`ask Klaviyo whether the integration may go live; the private key is read from ${KEY_VARIABLES.join(', ')}, in this order`)
    .addOption(formatOption(PREFLIGHT_RENDERERS))
    .addOption(outputOption())
    .addOption(asOfOption(io.now))
    .action(async (options: PreflightArguments) => exit(await runPreflightCommand(options, io)));
  program
    .command('upgrade')
    .description('say what an upgrade of klaviyo-api changes for this code; nothing is installed')
    .argument('[release]', 'such as 23.0.0 or 23; the newest that is known by default')
    .addOption(formatOption(UPGRADE_RENDERERS))
    .addOption(outputOption())
    .addOption(new Option('--folder <folder>', 'the folder of the project').default('.', 'the working folder'))
    .addOption(new Option('--from <release>', 'the release that the code was written for; that of the lock file by default'))
    .addOption(new Option('--write', 'make the changes that can be made automatically'))
    .addOption(asOfOption(io.now))
    .action(async (release: string | undefined, options: UpgradeArguments) => exit(await runUpgrade(release, options, io)));
  return program;
}

function formatOption(renderers: object): Option {
  return new Option('--format <format>', 'how the report is written').choices(Object.keys(renderers)).default('text');
}

function outputOption(): Option {
  return new Option('--output <file>', 'where the report is written; standard output by default');
}

function asOfOption(now: Date): Option {
  return new Option('--as-of <date>', 'the day that counts as today, YYYY-MM-DD').argParser(parseDay).default(now.toISOString().slice(0, 10), 'today');
}

function parseDay(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) throw new InvalidArgumentError('It is not a day in the form YYYY-MM-DD.');
  return text;
}

/** Commander has already said what it has to say, and ends its own help with an error, too. */
function exitCodeOf(error: unknown, io: CliIo): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) tell(io, `klaviyo-lint: ${error.message}`);
  else tell(io, error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}
