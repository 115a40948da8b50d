const directive = /^[\s*]*(?:oxlint|eslint)-(?:disable|enable)/;

/**
 * No comment switches a rule off: a rule that is wrong is mended, or excepted in .oxlintrc.json with its reason.
 * A report would be switched off by the very comment that it is about; an error can't be.
 */
export const noInlineConfiguration = {
  create(context) {
    return {
      Program() {
        const comment = context.sourceCode.getAllComments().find(({ value }) => directive.test(value));
        if (comment) throw new Error(`line ${comment.loc.start.line}: no comment may switch a rule off.`);
      },
    };
  },
};
