import { phone } from '#src/platform/french/french.js';
import { typeset } from '#src/platform/french/typeset.js';
import type { MailContact, MailContent, MailItem } from './mail.js';

const width = 74;

/** The mail as plain text: complete and readable by itself, lines of 74 characters, links alone on their line. */
export function mailText(content: MailContent): string {
  const { reason, button, contact } = content;
  const because = typeof reason === 'string' ? { sentence: reason } : reason;
  const blocks = [
    content.greeting ?? 'Bonjour,',
    ...content.paragraphs,
    because && labelled(`${because.title ?? 'Motif'} :`, because.sentence, because.comment),
    ...(content.items ?? []).map(item),
    content.code && `    ${content.code}`,
    button && `${button.label} :\n${button.url}`,
    ...(content.after ?? []),
    `Une question ? ${reached(contact)}\n${contact.email}\nVous pouvez aussi répondre à ce message.`,
    '-- \nClé en main',
  ];
  return `${blocks.flatMap((block) => (block ? [wrap(typeset(block))] : [])).join('\n\n')}\n`;
}

/** Whom to ask: « Katell Démo, 02 61 91 01 06 ». */
export function reached(contact: MailContact): string {
  return [contact.name, phone(contact.phone)].filter(Boolean).join(', ');
}

function labelled(label: string, sentence: string, comment: string | undefined): string {
  return [`${label} ${sentence}`, comment && `« ${comment} »`].filter(Boolean).join('\n');
}

function item({ title, text, link }: MailItem): string {
  return [`* ${title}`, text && `  ${text}`, link && `  ${link.label} :\n  ${link.url}`]
    .filter(Boolean)
    .join('\n');
}

/** Breaks lines at ordinary spaces; what begins a line with blanks keeps them on the lines that follow. */
function wrap(block: string): string {
  return block
    .split('\n')
    .map((line) => {
      if (line.length <= width || line === '-- ') return line;
      const indent = /^ */.exec(line)?.[0] ?? '';
      const lines = [''];
      for (const word of line.trim().split(' ')) {
        const last = lines.at(-1) ?? '';
        if (last !== '' && indent.length + last.length + 1 + word.length > width) lines.push(word);
        else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
      }
      return lines.map((each) => indent + each).join('\n');
    })
    .join('\n');
}
