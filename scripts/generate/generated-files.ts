import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatted } from '../formatted.ts';
import { CONFIGURATION_SCHEMA, configurationSchema, printedIds } from './configuration-schema.ts';
import { validatorModule } from './configuration-validator.ts';
import { gatePictures } from './gate-pictures.ts';
import { replaceOrInsertSection, replaceSection } from './marked-section.ts';
import { operationsCatalogue } from './operations-page.ts';
import { outputExamples } from './output-examples.ts';
import { pageHeaders } from './page-headers.ts';
import { readmeSections } from './readme-sections.ts';
import { registries } from './registries.ts';
import { rulePages } from './rule-pages.ts';
import { drawReport } from './report-picture.ts';
import { CUSTOMERIO_THRESHOLDS, THRESHOLDS } from '../../src/model/thresholds.ts';
import { thresholdTable } from './threshold-table.ts';
import { loadUnits } from './units.ts';
import { vendorSettings } from './vendor-settings.ts';

export interface GeneratedFile {
  /** From the root of the repository, with `/`. */
  path: string;
  /** All of it, also where only a part is generated. */
  text: string;
}

/** Everything that is made from the metadata of rules, checks, probes and the Action, as it should be. @param root the folder of the repository */
export async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  const units = await loadUnits(root);
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const pages = pageHeaders(units).map(({ folder, id, content }) => {
    const page = `docs/${folder}/${id}.md`;
    return { path: page, text: replaceOrInsertSection(read(page), 'header', content) };
  });
  const workflow = read('examples/workflows/pull-request.yml');
  const sections = readmeSections(units, { actionManifest: read('action.yml'), workflow });
  const readme = Object.entries(sections).reduce(
    (text, [name, content]) => replaceSection(text, name, content),
    read('README.md'),
  );
  const pluginReadme = replaceSection(read('eslint-plugin/README.md'), 'rules', sections.rules);
  const vendorReadme = replaceSection(
    read('eslint-plugin-customerio/README.md'),
    'rules',
    sections['customerio-rules'],
  );
  // npm packs only what lies in the folder of a package.
  const copies = ['eslint-plugin', 'eslint-plugin-customerio', 'core'].flatMap(folder =>
    ['LICENSE', 'CHANGELOG.md'].map(name => ({ path: `${folder}/${name}`, text: read(name) })),
  );
  const outputs = Object.entries(await outputExamples()).reduce(
    (text, [name, content]) => replaceSection(text, name, content),
    read('docs/outputs.md'),
  );
  const picture = await drawReport(path.join(root, 'examples/broken-storefront'));
  const schema = configurationSchema(units);
  const files = [
    ...registries(units),
    { path: CONFIGURATION_SCHEMA, text: JSON.stringify(schema) },
    {
      path: 'src/project/configuration/generated/validate.mjs',
      text: validatorModule(schema, printedIds(units), vendorSettings(schema)),
    },
    ...pages,
    { path: 'README.md', text: readme },
    { path: 'eslint-plugin/README.md', text: pluginReadme },
    { path: 'eslint-plugin-customerio/README.md', text: vendorReadme },
    ...copies,
    { path: 'docs/report.svg', text: picture },
    { path: 'docs/outputs.md', text: outputs },
    {
      path: 'docs/configuration.md',
      text: replaceSection(
        replaceSection(read('docs/configuration.md'), 'thresholds', thresholdTable(THRESHOLDS)),
        'customerio-thresholds',
        thresholdTable(CUSTOMERIO_THRESHOLDS),
      ),
    },
    {
      path: 'docs/operations.md',
      text: replaceSection(read('docs/operations.md'), 'operations', operationsCatalogue()),
    },
    rulePages(units, read),
    ...gatePictures(),
    { path: 'src/init/generated/pull-request-workflow.ts', text: workflowModule(workflow) },
  ];
  return Promise.all(files.map(async file => ({ ...file, text: await formatted(root, file.path, file.text) })));
}

/** `init` writes the workflow that the README shows. */
function workflowModule(workflow: string): string {
  return `// Generated from examples/workflows/pull-request.yml by 'npm run generate'.\n\nexport const PULL_REQUEST_WORKFLOW = ${JSON.stringify(workflow)};\n`;
}
