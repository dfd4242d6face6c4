import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  elements: ['html5'],
  rules: {
    'doctype-style': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // Tables that phones show as blocks write their roles out.
    'no-redundant-role': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
    'no-implicit-button-type': 'error',
  },
});

/** What html-validate finds in a page: a line each, none when it is valid. */
export async function validHtml(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages, source }) =>
    messages.map(({ ruleId, message, line, column }) => {
      const excerpt =
        (source ?? '').split('\n')[line - 1]?.slice(Math.max(0, column - 30), column + 90) ?? '';
      return `${ruleId}: ${message} — ${excerpt}`;
    }),
  );
}
