import type { TSESTree } from '@typescript-eslint/utils';
import { mayHaveServerFunctions } from '../../../src/vendors/browser-module.ts';
import { type ParsedFile, registerModule } from '../../program/module.ts';
import { isTypeQuery } from '../../program/node.ts';
import { browserPart } from './browser-part.ts';
import { linkParents } from '../../program/program-modules.ts';
import { visit } from '../../program/visit.ts';
import { serverSpecifiers } from './server-functions.ts';
import { isPageScript } from './page-script.ts';

/** What of a module the browser gets, as far as its own syntax shows. */
export interface BrowserUse {
  /** It works on the page as it is loaded. */
  isPageScript: boolean;
  /** Where only a part of it is for the browser, the modules that this part imports. */
  specifiers: ReadonlySet<string> | undefined;
  /** The modules that it imports only for functions that stay on the server. */
  ofServer: ReadonlySet<string>;
}

/** Reads what of a parsed module the browser gets. */
export function browserUse(file: ParsedFile): BrowserUse {
  const { ast, text } = registerModule(file);
  const part = browserPart(ast);
  const isUsed = (statement: (typeof ast.body)[number]): boolean =>
    file.scopeManager
      .getDeclaredVariables(statement)
      .some(({ references }) =>
        references.some(
          ({ identifier, isTypeReference }) => !isTypeReference && !isTypeQuery(identifier) && part?.(identifier),
        ),
      );
  const used = ast.body.flatMap(statement =>
    statement.type === 'ImportDeclaration' && isUsed(statement) ? [statement.source.value] : [],
  );
  return {
    isPageScript: isPageScript(ast, text),
    specifiers: part && new Set(used),
    ofServer: mayHaveServerFunctions(text) ? modulesOfServer(file) : new Set(),
  };
}

function modulesOfServer({ ast, visitorKeys }: ParsedFile): ReadonlySet<string> {
  linkParents(ast, visitorKeys);
  return serverSpecifiers(ast, dynamicImports(ast));
}

function dynamicImports(program: TSESTree.Program): TSESTree.ImportExpression[] {
  const found: TSESTree.ImportExpression[] = [];
  visit(program, node => {
    if (node.type === 'ImportExpression') found.push(node);
  });
  return found;
}
