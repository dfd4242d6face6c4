import type { Command, Help } from 'commander';

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Usage\u202f:',
  'Options:': 'Options\u202f:',
  'Commands:': 'Commandes\u202f:',
  'Arguments:': 'Arguments\u202f:',
};

/** What Commander says of wrong words, and how it is said in French. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [
    /unknown command '(.*)'/,
    'la commande «\u00a0$1\u00a0» n’existe pas. «\u00a0./cle --help\u00a0» les liste.',
  ],
  [/unknown option '(.*)'/, 'l’option «\u00a0$1\u00a0» n’existe pas. «\u00a0--help\u00a0» les liste.'],
  [/missing required argument '(.*)'/, 'il manque «\u00a0$1\u00a0» après la commande.'],
  [/required option '(.*)' not specified/, 'il manque l’option «\u00a0$1\u00a0».'],
  [/option '(.*)' argument missing/, 'l’option «\u00a0$1\u00a0» attend une valeur.'],
  [/option '(.*)' argument '(.*)' is invalid\./, 'l’option «\u00a0$1\u00a0» n’admet pas «\u00a0$2\u00a0».'],
  [
    /command-argument value '(.*)' is invalid for argument '(.*)'\./,
    '«\u00a0$2\u00a0» n’admet pas «\u00a0$1\u00a0».',
  ],
  [
    /too many arguments(?: for '(.*?)')?\. Expected (\d+) arguments? but got \d+: (.*)\./,
    'mots en trop après la commande\u202f: $3 (elle en attend $2). Mettez entre guillemets ce qui contient des espaces.',
  ],
  [/\(Did you mean one of (.*)\?\)/, '(Vouliez-vous écrire l’une de celles-ci\u202f: $1\u202f?)'],
  [/\(Did you mean (.*)\?\)/, '(Vouliez-vous écrire $1\u202f?)'],
  [/^error: /, 'Erreur\u202f: '],
];

/** An error of Commander, in French. */
function errorInFrench(text: string): string {
  return sentences.reduce((said, [english, french]) => said.replace(english, french), text);
}

/** Commander's own words of help and of complaint, in French, for a command and those that it will be given. */
export function inFrench(program: Command): Command {
  return program
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: (usage) => usage.replace('[command]', '[commande]'),
      optionDescription(this: Help, option) {
        return byDefault(option.description, option.defaultValue);
      },
    })
    .configureOutput({ outputError: (text, write) => write(errorInFrench(text)) });
}

function byDefault(description: string, value: unknown): string {
  if (value === undefined || value === false || (Array.isArray(value) && value.length === 0))
    return description;
  return `${description} (par défaut\u202f: ${typeof value === 'string' ? value : JSON.stringify(value)})`;
}
