const MOCKING =
  /\b(?:vi|jest)\.(?:mock|doMock|fn|spyOn|stubGlobal|mocked)\b|\bnock\(|['"](?:msw|nock|fetch-mock|axios-mock-adapter|sinon|undici-mock)[/'"]|\bMockAgent\b|\bmock\.(?:method|module|fn)\(/;

/** Returns whether a file replaces what it calls by test doubles; nothing in it reaches anybody. */
export function isMocking(text: string): boolean {
  return MOCKING.test(text);
}

/**
 * Decides by its path inside of the project whether a file is a test; what it passes to the project's own wrappers is sample data.
 */
export function isTestFile(path: string): boolean {
  return /(?:^|[/\\])(?:__tests__|__mocks__|tests?|specs?|e2e|cypress)[/\\]|[._-](?:test|spec|e2e|stories)\.[cm]?[jt]sx?$/i.test(
    path,
  );
}
