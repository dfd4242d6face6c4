import { choice, integer, optionalInteger, optionalLongText, optionalText, text, yesNo } from './field.js';
import { defineKind } from './kind.js';

export const delayUnits = {
  minutes: 'minutes',
  hours: 'heures',
  days: 'jours',
  'working-days': 'jours ouvrés',
  months: 'mois',
} as const;

export type DelayUnit = keyof typeof delayUnits;

export const delayKind = defineKind({
  title: 'Délais',
  one: 'délai',
  slug: 'delais',
  intro: 'Combien de temps chacun a pour agir, et quand on le lui rappelle.',
  codes: 'fixed',
  name: (data) => data.label,
  detail: (data) => `${data.amount} ${delayUnits[data.unit]}`,
  fields: {
    label: text({ label: 'Délai' }),
    explanation: optionalLongText({ label: 'Ce qui se passe ensuite', max: 600 }),
    amount: integer({ label: 'Durée', max: 4000 }),
    unit: choice({ label: 'Unité', options: delayUnits }),
    firstWarning: optionalInteger({
      label: 'Premier rappel après',
      hint: 'Dans la même unité. Vide\u202f: aucun.',
    }),
    secondWarning: optionalInteger({
      label: 'Second rappel après',
      hint: 'Dans la même unité. Vide\u202f: aucun.',
    }),
  },
});

export const settingKind = defineKind({
  title: 'Nombres réglables',
  one: 'réglage',
  slug: 'nombres',
  intro: 'Les limites de l’installation.',
  codes: 'fixed',
  name: (data) => data.label,
  detail: (data) => [data.value, data.unit].filter((part) => part !== null).join(' '),
  fields: {
    label: text({ label: 'Réglage' }),
    explanation: optionalLongText({ label: 'Ce qu’il change', max: 600 }),
    value: integer({ label: 'Valeur', max: 100_000 }),
    unit: optionalText({ label: 'Unité', max: 40 }),
  },
});

export const switchKind = defineKind({
  title: 'Choix de l’installation',
  one: 'choix',
  slug: 'choix',
  intro: 'Les règles que l’installation peut serrer ou desserrer.',
  codes: 'fixed',
  name: (data) => data.label,
  detail: (data) => (data.on ? 'règle appliquée' : 'règle non appliquée'),
  fields: {
    label: text({ label: 'Choix' }),
    explanation: optionalLongText({ label: 'Ce qu’il change', max: 600 }),
    on: yesNo({ label: 'Appliquer cette règle' }),
  },
});
