import type { Params } from '../../api/operations.ts';
import type { IconName } from '../../ui/Icon.tsx';

/** A place for one picture. */
export interface SlotPlan {
  /** The parameter that takes its address. */
  param: string;
  title: string;
  hint: string;
  optional?: boolean;
}

interface Common {
  param: string;
  label: string;
  hint?: string;
}

/** A choice beside the pictures; what it starts with is what most people want. */
export type OptionPlan =
  | (Common & { kind: 'strength'; initial: number })
  | (Common & { kind: 'choice'; initial: string | number; choices: [value: string | number, name: string][] })
  | (Common & { kind: 'switch'; initial: boolean })
  | (Common & { kind: 'words'; initial: ''; most: number; example: string })
  | (Common & { kind: 'theme'; initial: '' });

export interface Tool {
  id: string;
  /** The kind of job. */
  job: string;
  icon: IconName;
  title: string;
  sentence: string;
  /** On the button that starts it. */
  verb: string;
  slots: SlotPlan[];
  options: OptionPlan[];
  /** The picture that the result can be laid over, with a line between both; null when there is none. */
  before: string | null;
}

const PORTRAIT = 'A photo of one person, the face well lit and not turned far away.';

const SIZES: OptionPlan = {
  kind: 'choice',
  param: 'scale',
  label: 'How much larger',
  initial: 2,
  choices: [
    [2, 'Twice'],
    [4, 'Four times'],
  ],
};

export const TOOLS: readonly Tool[] = [
  {
    id: 'swap',
    job: 'face_swap',
    icon: 'swap',
    title: 'Swap a face',
    sentence: 'One person’s face in another picture, in the light of that picture.',
    verb: 'Swap it',
    before: 'target_url',
    slots: [
      { param: 'source_url', title: 'Whose face', hint: PORTRAIT },
      { param: 'target_url', title: 'Into which picture', hint: 'The picture that stays, all but its face.' },
    ],
    options: [
      { kind: 'strength', param: 'blend', label: 'Blend', initial: 1 },
      {
        kind: 'choice',
        param: 'faces',
        label: 'Which face there',
        initial: 'largest',
        choices: [
          ['largest', 'The largest'],
          ['all', 'Every face'],
        ],
      },
      { kind: 'switch', param: 'face_restore', label: 'Clear up the face afterwards', initial: false },
    ],
  },
  {
    id: 'restore',
    job: 'face_restore',
    icon: 'clear',
    title: 'Clear up a portrait',
    sentence: 'Blur, noise and blocks leave a face; what was never there is not made up.',
    verb: 'Clear it up',
    before: 'input_url',
    slots: [{ param: 'input_url', title: 'The portrait', hint: 'Old, small, blurred or much compressed.' }],
    options: [
      { kind: 'strength', param: 'denoise', label: 'Against noise', initial: 0.5 },
      { kind: 'switch', param: 'enhance', label: 'Lift the rest of the picture too', initial: false },
      {
        kind: 'choice',
        param: 'scale_factor',
        label: 'Size',
        initial: 1,
        choices: [
          [1, 'As it is'],
          [2, 'Twice as large'],
          [4, 'Four times'],
        ],
      },
    ],
  },
  {
    id: 'enlarge',
    job: 'upscale',
    icon: 'enlarge',
    title: 'Enlarge',
    sentence: 'Two or four times the size, with edges as sharp as they should be.',
    verb: 'Enlarge it',
    before: 'input_url',
    slots: [{ param: 'input_url', title: 'The picture', hint: 'What is see-through stays so.' }],
    options: [SIZES],
  },
  {
    id: 'dress',
    job: 'theme',
    icon: 'dress',
    title: 'Dress up',
    sentence: 'Eight nurses’ outfits that follow the face: cap, mask, collar, light.',
    verb: 'Dress up',
    before: 'input_url',
    slots: [{ param: 'input_url', title: 'Who is dressed up', hint: 'One person or several.' }],
    options: [{ kind: 'theme', param: 'theme', label: 'Outfit', initial: '' }],
  },
  {
    id: 'book',
    job: 'book_page',
    icon: 'book',
    title: 'Into a book',
    sentence: 'A child’s face on the page of a picture book, in the hand of its illustrator.',
    verb: 'Put it in',
    before: 'page_url',
    slots: [
      { param: 'source_url', title: 'Who', hint: PORTRAIT },
      { param: 'page_url', title: 'The page', hint: 'Drawn or photographed, with a face on it.' },
    ],
    options: [],
  },
  {
    id: 'cutout',
    job: 'cut_out',
    icon: 'scissors',
    title: 'Cut out',
    sentence: 'A person without what is behind, down to the hair, as a PNG.',
    verb: 'Cut it out',
    before: null,
    slots: [{ param: 'input_url', title: 'The photo', hint: 'One person or a group.' }],
    options: [],
  },
  {
    id: 'thumbnail',
    job: 'thumbnail',
    icon: 'poster',
    title: 'Make a thumbnail',
    sentence: 'Words, a face and a background that can be read on a phone.',
    verb: 'Make it',
    before: null,
    slots: [{ param: 'selfie_url', title: 'You', hint: PORTRAIT, optional: true }],
    options: [
      { kind: 'words', param: 'headline', label: 'Headline', initial: '', most: 120, example: 'I flew to space and back' },
      { kind: 'words', param: 'subtext', label: 'Below it', initial: '', most: 120, example: 'What nobody tells you' },
      { kind: 'words', param: 'vibe', label: 'Mood', initial: '', most: 80, example: 'bold, sunset, calm…' },
      {
        kind: 'choice',
        param: 'platform',
        label: 'For',
        initial: 'youtube',
        choices: [
          ['youtube', 'YouTube'],
          ['instagram', 'Instagram'],
          ['tiktok', 'TikTok'],
          ['x', 'X'],
          ['linkedin', 'LinkedIn'],
        ],
      },
      {
        kind: 'choice',
        param: 'variants',
        label: 'How many',
        initial: 4,
        choices: [
          [1, 'One'],
          [2, 'Two'],
          [4, 'Four'],
        ],
      },
    ],
  },
];

export const toolOf = (id: string): Tool | undefined => TOOLS.find((tool) => tool.id === id);

export const toolOfJob = (job: string): Tool | undefined => TOOLS.find((tool) => tool.job === job);

export type Choices = Readonly<Record<string, string | number | boolean>>;

export const initialChoices = (tool: Tool): Choices =>
  Object.fromEntries(tool.options.map(({ param, initial }) => [param, initial]));

/** What goes to the server: every picture that is there, and every choice but empty words. */
export function paramsOf(tool: Tool, pictures: ReadonlyMap<string, string>, choices: Choices): Params {
  const params: Params = {};
  for (const { param } of tool.slots) {
    const address = pictures.get(param);
    if (address !== undefined) {
      params[param] = address;
    }
  }
  for (const { param, initial } of tool.options) {
    const value = choices[param] ?? initial;
    const said = typeof value === 'string' ? value.trim() : value;
    if (said !== '') {
      params[param] = said;
    }
  }
  return params;
}

/** What the price depends on: words and pictures do not count. Null while something is to be chosen yet. */
export function pricedParams(tool: Tool, choices: Choices): Params | null {
  if (tool.options.some(({ kind, param }) => kind === 'theme' && !choices[param])) {
    return null;
  }
  const priced = tool.options.filter(({ kind }) => kind !== 'words');
  return paramsOf({ ...tool, slots: [], options: priced }, new Map(), choices);
}

/** What is still to be done before the tool can start, in words; null when nothing is. */
export function missingFor(tool: Tool, pictures: ReadonlyMap<string, string>, choices: Choices): string | null {
  const slot = tool.slots.find(({ param, optional }) => !optional && !pictures.has(param));
  if (slot) {
    return tool.slots.length === 1 ? 'Choose a photo first.' : `Choose a photo first: ${slot.title.toLowerCase()}.`;
  }
  const theme = tool.options.find(({ kind, param }) => kind === 'theme' && !choices[param]);
  if (theme) {
    return `Choose first: ${theme.label.toLowerCase()}.`;
  }
  return tool.id === 'thumbnail' && !String(choices['headline'] ?? '').trim() ? 'A thumbnail needs a headline.' : null;
}
