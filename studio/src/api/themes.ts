import { call } from './http.ts';

/** A theme as admins see it. */
export interface AdminTheme {
  id: string;
  /** Grows with every change; 0 for one that ships and was left alone. */
  version: number;
  origin: 'shipped' | 'changed' | 'own';
  name: string | null;
  description: string | null;
  prompt: string | null;
  negative_prompt: string | null;
  strength: number | null;
  enabled: boolean;
  position: number;
  preview_url: string;
  updated_at: string | null;
}

export type ThemeChange = Partial<Omit<AdminTheme, 'id' | 'version' | 'origin' | 'preview_url' | 'updated_at'>>;

const ALL = '/api/v1/admin/themes';
const one = (id: string): string => `${ALL}/${encodeURIComponent(id)}`;
/** So that nobody overwrites what somebody else has just changed. */
const seen = ({ version }: AdminTheme): Record<string, string> => ({ 'If-Match': `"${version}"` });

export const listThemes = (): Promise<AdminTheme[]> => call('GET', ALL);

export const getTheme = (id: string): Promise<AdminTheme> => call('GET', one(id));

export const changeTheme = (theme: AdminTheme, change: ThemeChange): Promise<AdminTheme> =>
  call('PATCH', one(theme.id), { body: change, headers: seen(theme) });

export const deleteTheme = (theme: AdminTheme): Promise<void> => call('DELETE', one(theme.id), { headers: seen(theme) });
