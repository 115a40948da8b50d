const message = 'Text belongs in packages/i18n.';
const chinese = /[\u4e00-\u9fff]/;
const english = /[A-Za-z]{2}/;
const shownAttributes = new Set(['title', 'aria-label', 'placeholder', 'alt', 'label']);

/** Chinese in a string, a template or JSX. */
export const noChineseText = {
  create(context) {
    const check = (node, text) => {
      if (typeof text === 'string' && chinese.test(text)) context.report({ node, message });
    };
    return {
      Literal: (node) => check(node, node.value),
      TemplateElement: (node) => check(node, node.value.raw),
      JSXText: (node) => check(node, node.value),
    };
  },
};

/** English where a person would read it: between tags, and in the attributes that are shown or read out. */
export const noEnglishText = {
  create(context) {
    const check = (node, text) => {
      if (typeof text === 'string' && english.test(text)) context.report({ node, message });
    };
    return {
      JSXText: (node) => check(node, node.value),
      JSXAttribute({ name, value }) {
        if (shownAttributes.has(name.name) && value?.type === 'Literal') check(value, value.value);
      },
    };
  },
};
