// What goes over the wire, in the wire's own words (snake_case).

export interface User {
  id: string;
  /** Null for who signed up with a username alone. */
  email: string | null;
  username: string | null;
  full_name: string | null;
  role: string;
  created_at: string;
}

export interface StyleInfo {
  id: string;
  name: string;
  description: string;
  preview_url: string | null;
}

export interface MethodInfo {
  id: string;
  name: string;
  description: string;
}

/** What the server accepts; sizes in bytes, sides in pixels. */
export interface Limits {
  max_file_size: number;
  allowed_types: string[];
  max_side: number;
  max_pixels: number;
}

export interface IntensityRange {
  min: number;
  max: number;
  default: number;
}

export interface Looks {
  styles: StyleInfo[];
  methods: MethodInfo[];
  limits: Limits;
  intensity: IntensityRange;
}

export interface UploadTicket {
  upload_url: string;
  key: string;
  method?: string;
  headers?: Record<string, string>;
  fields?: Record<string, string> | null;
  expires_in: number;
}

export interface StoredPhoto {
  key: string;
  url: string;
  width: number;
  height: number;
  size: number;
}

export type Status = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';

export interface SketchError {
  code: string;
  message: string;
  retryable: boolean;
}

export interface Sketch {
  id: string;
  task_id: string;
  style: string;
  method: string;
  intensity: number | null;
  status: Status;
  progress: number;
  original_url: string | null;
  sketch_url: string | null;
  thumbnail_url: string | null;
  download_url: string | null;
  width: number | null;
  height: number | null;
  created_at: string;
  completed_at: string | null;
  error: SketchError | null;
  processing_time_ms: number | null;
}

export interface SketchPage {
  items: Sketch[];
  next_cursor: string | null;
}

export interface TaskUpdate {
  type: 'task_update';
  task_id: string;
  job_id: string;
  status: Status;
  progress: number;
  phase: string | null;
  error?: SketchError | null;
  at: string;
  /** Grows by one per job, so that a gap shows. */
  seq: number;
}

export interface ProblemBody {
  title?: string;
  status?: number;
  detail?: unknown;
  code?: string;
  request_id?: string;
  errors?: { field: string; message: string }[];
}
