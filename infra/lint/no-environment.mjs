const message = 'Only packages/config reads the environment: take the setting as a parameter.';

/** `process.env`, and `env` out of node:process. */
export const noEnvironment = {
  create(context) {
    return {
      MemberExpression(node) {
        if (node.object.name === 'process' && node.property.name === 'env') context.report({ node, message });
      },
      ImportDeclaration(node) {
        if (!/^(node:)?process$/.test(node.source.value)) return;
        for (const specifier of node.specifiers) {
          if (specifier.imported?.name === 'env') context.report({ node: specifier, message });
        }
      },
    };
  },
};
