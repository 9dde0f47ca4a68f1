# SPDX-License-Identifier: GPL-3.0-or-later
# Reads a run file of Maru into data frames. Needs the package ncdf4 (Debian: r-cran-ncdf4).
#
#   source("read_run.R")
#   run <- read_run("run.h5")
#   run$series         one row per day and segment, one column per series
#   run$parties        one row per day and party: won_in, won_out, token_in, token_out
#   run$flows          who paid whom for what, and how much
#   run$exposures      which data went to whom, with and without consent
#   run$homes          one row per household
#   run$payments       every payment: when, who paid whom how much for what, which home (NA: none), after what
#   run$settings       every setting with its value and source
#   run$groups         everything: by group of the file, one data frame for each set of axes its columns have,
#                      as run$groups$consents$day_by_data_flow_by_state
#   key_results(run)   one row per key result, with its unit

if (!requireNamespace("ncdf4", quietly = TRUE)) {
  stop("read_run.R needs the package ncdf4, which ", file.path(R.home("bin"), "R"), " (", R.version.string,
       ") does not find in ", paste(.libPaths(), collapse = ", "),
       ". Debian: apt install r-cran-ncdf4; elsewhere: install.packages(\"ncdf4\")", call. = FALSE)
}

# Values along one axis: a vector with the group's columns side by side, those that have this axis only.
columns_along <- function(file, group, axis) {
  inside <- Filter(function(v) startsWith(v$name, paste0(group, "/")), file$var)
  inside <- Filter(function(v) v$ndims == 1 && basename(v$dim[[1]]$name) == axis, inside)
  columns <- lapply(inside, function(v) as.vector(ncdf4::ncvar_get(file, v)))
  names(columns) <- vapply(inside, function(v) basename(v$name), "")
  as.data.frame(columns, check.names = FALSE)
}

# A table by day and one other axis, in long form. R counts the fastest axis first.
table_by_day <- function(file, group, axis, labels, days) {
  inside <- Filter(function(v) startsWith(v$name, paste0(group, "/")), file$var)
  frame <- expand.grid(axis = labels, day = days, stringsAsFactors = FALSE)
  names(frame)[1] <- axis
  for (v in inside) frame[[basename(v$name)]] <- as.vector(ncdf4::ncvar_get(file, v))
  frame
}

# All columns of a group, those with the same axes side by side, in long form.
tables_of <- function(file, group, days) {
  inside <- Filter(function(v) startsWith(v$name, paste0(group, "/")), file$var)
  axes <- lapply(inside, function(v) vapply(v$dim, function(d) basename(d$name), ""))
  along <- vapply(axes, function(a) paste(rev(a), collapse = "_by_"), "")
  lapply(split(inside, along), function(columns) {
    dims <- columns[[1]]$dim
    labels <- lapply(dims, function(d) if (basename(d$name) == "day") days else as.vector(d$vals))
    names(labels) <- vapply(dims, function(d) basename(d$name), "")
    frame <- expand.grid(labels, stringsAsFactors = FALSE)
    for (v in columns) frame[[basename(v$name)]] <- as.vector(ncdf4::ncvar_get(file, v))
    frame
  })
}

# Every payment, with the names from the flows and what happened before it from the journal.
read_payments <- function(file) {
  payments <- columns_along(file, "postings", "posting")
  if (nrow(payments) == 0) return(payments)
  flows <- columns_along(file, "flows", "flow")[payments$flow + 1, c("payer", "payee", "reason", "currency")]
  payments$after <- ncdf4::ncvar_get(file, "events/what")[payments$cause]
  cbind(payments, flows, row.names = NULL)
}

read_run <- function(path) {
  file <- ncdf4::nc_open(path)
  on.exit(ncdf4::nc_close(file))
  root <- ncdf4::ncatt_get(file, 0)
  if (!identical(as.numeric(root$finished), 1)) {
    stop(path, ": the run that wrote this file was not finished, or it is no run file")
  }
  start <- as.Date(sub("^days since ([0-9-]+).*", "\\1", file$dim$day$units))
  days <- start + as.numeric(file$dim$day$vals)
  groups <- setdiff(vapply(file$group, function(g) g$name, ""), "")
  series <- Filter(function(v) startsWith(v$name, "series/"), file$var)
  list(
    about = root,
    series = table_by_day(file, "series", "segment", file$dim$segment$vals, days),
    series_about = lapply(series, function(v) ncdf4::ncatt_get(file, v$name)),
    parties = table_by_day(file, "parties", "party", file$dim$party$vals, days),
    flows = columns_along(file, "flows", "flow"),
    exposures = columns_along(file, "exposures", "data_flow"),
    homes = columns_along(file, "homes", "home"),
    payments = read_payments(file),
    settings = columns_along(file, "meta", "setting"),
    groups = sapply(groups, function(group) tables_of(file, group, days), simplify = FALSE)
  )
}

# A sum over days and segments, or for a mean the sum over the sum of what it is per.
key_results <- function(run) {
  about <- Filter(function(a) as.numeric(a$key_result) == 1, run$series_about)
  names(about) <- basename(names(about))
  value <- vapply(names(about), function(name) {
    per <- about[[name]]$per
    sum(run$series[[name]]) / if (is.null(per)) 1 else sum(run$series[[per]])
  }, 0)
  data.frame(result = names(about), value = unname(value),
             unit = unname(vapply(about, function(a) a$units, "")))
}
