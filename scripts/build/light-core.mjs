/** esbuild plugin: `@actions/core` brings an HTTP client for tokens that the Action never asks for; unused, it is left out. */
export const lightCore = {
  name: 'light-core',
  setup(build) {
    build.onResolve(
      { filter: /^@actions\/(http-client|exec)|^\.\/(oidc-utils|platform)\.js$/ },
      async ({ path, importer, kind, resolveDir, pluginData }) => {
        if (pluginData === lightCore || !/[\\/]@actions[\\/]/.test(importer)) return undefined;
        const resolved = await build.resolve(path, { importer, kind, resolveDir, pluginData: lightCore });
        return { ...resolved, sideEffects: false };
      },
    );
  },
};
