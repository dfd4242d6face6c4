import type { Child, Html } from '#src/platform/ui/html.js';
import type { MailContent, MailItem, MailLink, MailReason } from './mail.js';
import { reached } from './mail-text.js';

/** Mail clients read styles on the element and few selectors; what dark mode changes has a class. */
const look = {
  page: 'margin:0;padding:0;background:#f2f4f6',
  frame: 'width:100%;max-width:600px;margin:0 auto;border-collapse:collapse',
  sheet: 'background:#ffffff;border-radius:8px;padding:28px 28px 24px',
  text: "font-family:'Atkinson Hyperlegible Next','Segoe UI',Helvetica,Arial,sans-serif;font-size:16px;line-height:1.55;color:#1f2933",
  paragraph: 'margin:0 0 16px',
  mark: 'padding:20px 28px 12px;font-weight:700;color:#0b5b6e',
  reason: 'margin:0 0 16px;padding:12px 16px;border-left:4px solid #b54708;background:#fdf3e7',
  item: 'margin:0 0 12px;padding:12px 16px;border:1px solid #cbd2d9;border-radius:6px',
  code: 'margin:8px 0 20px;font-size:30px;letter-spacing:6px;font-weight:700',
  button:
    'display:inline-block;padding:12px 22px;border-radius:6px;background:#0b5b6e;color:#ffffff;font-weight:700;text-decoration:none',
  clear: 'margin:12px 0 20px;font-size:14px;color:#52606d',
  foot: 'padding:16px 28px 28px;font-size:14px;color:#52606d',
} as const;

const dark = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #12181d !important; }
  .sheet { background: #1d252c !important; }
  .text, .text p, .text h2 { color: #eef1f4 !important; }
  .mark, .link { color: #7cc7d8 !important; }
  .quiet { color: #b3bec9 !important; }
  .reason { background: #33261a !important; border-color: #e8a45c !important; }
  .item { border-color: #47525d !important; }
  .button { background: #7cc7d8 !important; color: #0c1a1e !important; }
}`;

/** The mail as HTML, from the same structure as its plain text: no picture, nothing fetched, light or dark. */
export function mailHtml(content: MailContent): string {
  return `<!doctype html>${(<Mail content={content} />).toString()}`;
}

function Mail({ content }: { content: MailContent }): Html {
  const { button, contact } = content;
  const reason = typeof content.reason === 'string' ? { sentence: content.reason } : content.reason;
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{content.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: dark }} />
      </head>
      <body class="page" style={look.page}>
        <table role="presentation" class="text" style={`${look.frame};${look.text}`}>
          <tr>
            <td class="mark" style={look.mark}>
              Clé en main
            </td>
          </tr>
          <tr>
            <td class="sheet" style={look.sheet}>
              <Paragraph>{content.greeting ?? 'Bonjour,'}</Paragraph>
              {content.paragraphs.map((text) => (
                <Paragraph>{text}</Paragraph>
              ))}
              {reason && <Reason {...reason} />}
              {content.items?.map((item) => (
                <Item {...item} />
              ))}
              {content.code && <p style={look.code}>{content.code}</p>}
              {button && <Press {...button} />}
              {content.after?.map((text) => (
                <Paragraph>{text}</Paragraph>
              ))}
            </td>
          </tr>
          <tr>
            <td class="quiet" style={look.foot}>
              Une question ? {reached(contact)},{' '}
              <a class="link" style="color:#0b5b6e" href={`mailto:${contact.email}`}>
                {contact.email}
              </a>
              . Vous pouvez aussi répondre à ce message.
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

function Paragraph({ children }: { children: Child }): Html {
  return <p style={look.paragraph}>{children}</p>;
}

function Reason({ title, sentence, comment }: MailReason): Html {
  return (
    <div class="reason" style={look.reason}>
      <strong>{title ?? 'Motif'}</strong>
      <br />
      {sentence}
      {comment && (
        <>
          <br />« {comment} »
        </>
      )}
    </div>
  );
}

function Item({ title, text, link }: MailItem): Html {
  return (
    <div class="item" style={look.item}>
      <strong>{title}</strong>
      {text && (
        <>
          <br />
          {text}
        </>
      )}
      {link && (
        <>
          <br />
          <a class="link" style="color:#0b5b6e" href={link.url}>
            {link.label}
          </a>
        </>
      )}
    </div>
  );
}

function Press({ label, url }: MailLink): Html {
  return (
    <>
      <p style="margin:8px 0 0">
        <a class="button" style={look.button} href={url}>
          {label}
        </a>
      </p>
      <p class="quiet" style={look.clear}>
        Si le bouton ne s’ouvre pas, recopiez cette adresse dans votre navigateur :
        <br />
        <a class="link" style="color:#0b5b6e;word-break:break-all" href={url}>
          {url}
        </a>
      </p>
    </>
  );
}
