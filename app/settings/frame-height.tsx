"use client";

import { useEffect } from "react";
import { reportHeight } from "./report-height";

/** Keeps the frame around the page as tall as the page. Shows nothing. */
export function FrameHeight({ parentOrigins }: { parentOrigins: readonly string[] }) {
  useEffect(() => reportHeight(parentOrigins), [parentOrigins]);
  return null;
}
