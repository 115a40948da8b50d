const columns = 120;

/** The formatter breaks code at 120 columns and leaves comments as they are. */
export const commentWidth = {
  create(context) {
    return {
      Program() {
        const { sourceCode } = context;
        const long = new Set();
        for (const { loc } of sourceCode.getAllComments()) {
          for (let line = loc.start.line; line <= loc.end.line; line += 1) {
            if (sourceCode.lines[line - 1].length > columns) long.add(line);
          }
        }
        for (const line of long) {
          const { length } = sourceCode.lines[line - 1];
          context.report({
            loc: { start: { line, column: columns }, end: { line, column: length } },
            message: `A comment keeps to ${columns} columns; this line has ${length}.`,
          });
        }
      },
    };
  },
};
