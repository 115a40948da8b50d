const message = 'Named exports only: a name that is the same everywhere can be searched for.';

export const noDefaultExport = {
  create(context) {
    const report = (node) => context.report({ node, message });
    return { ExportDefaultDeclaration: report };
  },
};
