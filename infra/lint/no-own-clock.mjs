const message = "Every instant comes from the actor's clock.";

/** `new Date()` and `Date.now()`: a test couldn't set them. */
export const noOwnClock = {
  create(context) {
    return {
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) context.report({ node, message });
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.object?.name === 'Date' && callee.property?.name === 'now') context.report({ node, message });
      },
    };
  },
};
