export type RedisServer = {
  url: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Forgets everything, as FLUSHALL does. */
  flush(): Promise<void>;
};
export function findRedisServer(): string | null;
export function startRedis(): Promise<RedisServer | null>;
