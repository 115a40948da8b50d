const message = 'SQL stands in repositories: ask one for the rows, as domain objects.';
const statements = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);

/** A statement begun, or anything of Kysely's that isn't a type. */
export const sqlInRepositories = {
  create(context) {
    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type === 'MemberExpression' && statements.has(callee.property.name)) {
          context.report({ node: callee.property, message });
        }
      },
      ImportDeclaration(node) {
        if (node.source.value !== 'kysely' || node.importKind === 'type') return;
        for (const specifier of node.specifiers) {
          if (specifier.importKind !== 'type') context.report({ node: specifier, message });
        }
      },
    };
  },
};
