"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { NO_FILTER, type TransferFilter } from "./transfer-filter";

const KEY = ["transferFilter"];

/**
 * What the list is filtered by: kept while the frame is open, so that somebody who comes back from one of the
 * transfers goes on with the next. Not in the address, which is written to logs.
 */
export function useTransferFilter(): [TransferFilter, (filter: TransferFilter) => void] {
  const queryClient = useQueryClient();
  const [filter, setFilter] = useState(
    () => queryClient.getQueryData<TransferFilter>(KEY) ?? NO_FILTER,
  );
  const keep = (chosen: TransferFilter) => {
    queryClient.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY });
    queryClient.setQueryData(KEY, chosen);
    setFilter(chosen);
  };
  return [filter, keep];
}
