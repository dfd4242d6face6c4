import { classes } from './classes.js';
import type { Child, Html } from './html.js';
import { Icon, type IconName, KeyCap } from './icons.js';

interface Look {
  children: Child;
  /** `primary` (default): the one next action of the page; `secondary`: the others; `tertiary`: the quiet ones. */
  variant?: 'primary' | 'secondary' | 'tertiary' | undefined;
  tone?: 'accent' | 'success' | 'danger' | undefined;
  icon?: IconName | undefined;
  /** The icon stands after the words: « Suivant → ». */
  iconAfter?: boolean | undefined;
  /** One key that presses it while the page's shortcuts are on (see browser/desk.ts); shown on the button. */
  shortcut?: string | undefined;
  wide?: boolean | undefined;
  small?: boolean | undefined;
}

interface ButtonProps extends Look {
  type?: 'submit' | 'button' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Id of the form it belongs to, when it stands outside it. */
  form?: string | undefined;
  formaction?: string | undefined;
  disabled?: boolean | undefined;
}

interface LinkButtonProps extends Look {
  href: string;
  /** The link gives a file rather than a page. */
  download?: boolean | undefined;
}

function attributes({ variant, tone, shortcut, wide, small }: Look): Record<string, string | undefined> {
  return {
    class: classes('ds-button', wide && 'wide'),
    'data-variant': variant ?? 'primary',
    'data-color': tone ?? 'accent',
    'data-size': small ? 'sm' : undefined,
    'data-key': shortcut?.toLowerCase(),
    'aria-keyshortcuts': shortcut,
  };
}

function Content({ icon, iconAfter, shortcut, children }: Look): Html {
  return (
    <>
      {icon && !iconAfter && <Icon name={icon} />}
      <span>{children}</span>
      {icon && iconAfter && <Icon name={icon} />}
      {shortcut && <KeyCap>{shortcut}</KeyCap>}
    </>
  );
}

/** A button of a form: submits unless told otherwise. */
export function Button(props: ButtonProps): Html {
  const { type = 'submit', name, value, form, formaction, disabled } = props;
  return (
    <button {...attributes(props)} {...{ type, name, value, form, formaction, disabled }}>
      <Content {...props} />
    </button>
  );
}

/** A link that looks like a button: leads to the page where the act is done, changes nothing by itself. */
export function LinkButton(props: LinkButtonProps): Html {
  return (
    <a {...attributes(props)} href={props.href} download={props.download}>
      <Content {...props} />
    </a>
  );
}

/** Buttons in a row, the next action first; one under another on a phone. */
export function Actions({ children }: { children: Child }): Html {
  return <div class="actions">{children}</div>;
}
