import { refusePassword } from "./password-rules";

export type JudgePasswordTask = { password: string; own: readonly string[] };

/** Judges a password in a thread: what guesses take is estimated with lists that are loaded here alone. */
export default function judgePassword({ password, own }: JudgePasswordTask): string | null {
  return refusePassword(password, own);
}
