# SPDX-License-Identifier: GPL-3.0-or-later
# Reads runs and studies of Maru into data frames. Needs the package ncdf4 (Debian: r-cran-ncdf4).
#
#   source("maru.R")
#   run <- maru_run("ask.h5")
#   run$series                   one row per day and segment, one column per series
#   run$parties, run$flows, run$exposures, run$homes, run$events, run$postings, run$meta, ...: the tables of maru export
#   attr(run$series, "units")    unit of each column; "meanings": what it is
#   attr(run, "about")           title, scenario, policy, seed, ...
#   key_results(run)             one row per key result, with its unit
#   payments(run)                every payment: when, who paid whom how much for what, which home (NA: none), after what
#
#   study <- maru_study("results/pest")     the folder of maru compare, sweep or robust
#   study$runs                   one row per run: what it was, its settings and outcomes
#   study$runs_by_day, study$design, study$outcomes, study$summary
#
# Whole numbers beyond 2^53 lose digits, as R has no others.

if (!requireNamespace("ncdf4", quietly = TRUE)) {
  stop("maru.R needs the package ncdf4, which ", file.path(R.home("bin"), "R"), " (", R.version.string,
       ") does not find in ", paste(.libPaths(), collapse = ", "),
       ". Debian: apt install r-cran-ncdf4; elsewhere: install.packages(\"ncdf4\")", call. = FALSE)
}

# ---- The file ----

maru_open <- function(path) {
  file <- ncdf4::nc_open(path)
  about <- ncdf4::ncatt_get(file, 0)
  if (!identical(as.numeric(about$finished), 1)) {
    ncdf4::nc_close(file)
    stop(path, ": the run that wrote this file was not finished, or it is no file of Maru", call. = FALSE)
  }
  file
}

# What numbers or names an axis: days as dates.
maru_places <- function(dim) {
  start <- sub("^days since ([0-9-]+).*", "\\1", dim$units)
  if (dim$len == 0) return(vector(if (is.character(dim$vals)) "character" else "numeric", 0))
  values <- as.vector(dim$vals)
  if (identical(start, dim$units)) values else as.Date(start) + as.numeric(values)
}

# All values of a variable, R's fastest axis first.
maru_values <- function(file, variable) {
  if (any(variable$varsize == 0)) return(vector(if (variable$prec == "char") "character" else "numeric", 0))
  as.vector(ncdf4::ncvar_get(file, variable))
}

maru_axes <- function(variable) vapply(variable$dim, function(d) d$name, "")

maru_attribute <- function(file, variable, name) {
  found <- ncdf4::ncatt_get(file, variable, name)
  if (found$hasatt) as.character(found$value) else ""
}

# Columns side by side, with what the file says of them.
maru_frame <- function(columns, units, meanings) {
  frame <- as.data.frame(columns, check.names = FALSE, optional = TRUE, stringsAsFactors = FALSE)
  names(frame) <- names(columns)
  attr(frame, "units") <- units
  attr(frame, "meanings") <- meanings
  frame
}

maru_group <- function(file, group) {
  Filter(function(v) startsWith(v$name, paste0(group, "/")), file$var)
}

# ---- Tables of a group ----

# Variables along the same axes: a row for each place, the last axis of the file the fastest, which R counts first.
maru_table <- function(file, variables) {
  dims <- variables[[1]]$dim
  places <- expand.grid(lapply(dims, maru_places), stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)
  names(places) <- vapply(dims, function(d) basename(d$name), "")
  columns <- lapply(variables, function(v) maru_values(file, v))
  names(columns) <- vapply(variables, function(v) basename(v$name), "")
  about <- function(name) vapply(variables, function(v) maru_attribute(file, v$name, name), "")
  axis_units <- vapply(dims, function(d) if (inherits(maru_places(d), "Date")) "" else d$units, "")
  maru_frame(c(rev(as.list(places)), columns),
             setNames(c(rev(axis_units), about("units")), c(rev(names(places)), names(columns))),
             setNames(c(rep("", length(dims)), about("long_name")), c(rev(names(places)), names(columns))))
}

# The one with the fewest axes bears the group's name, the others say which they have more.
maru_tables <- function(file, group) {
  variables <- maru_group(file, group)
  if (length(variables) == 0) return(list())
  axes <- lapply(variables, function(v) rev(maru_axes(v)))
  keys <- vapply(axes, paste, "", collapse = " ")
  sets <- axes[!duplicated(keys)]
  base <- sets[[which.min(lengths(sets))]]
  tables <- lapply(unique(keys), function(key) maru_table(file, unname(variables[keys == key])))
  names(tables) <- vapply(sets, function(set) {
    more <- basename(setdiff(set, base))
    if (identical(set, base)) group else paste0(group, "_by_", paste(more, collapse = "_"))
  }, "")
  tables
}

# ---- Runs ----

# Axes of the root whose places have names.
maru_names <- function(file) {
  named <- Filter(function(d) !grepl("/", d$name) && is.character(d$vals), file$dim)
  tables <- lapply(named, function(d) {
    setNames(data.frame(as.vector(d$vals), seq_along(d$vals) - 1, stringsAsFactors = FALSE), c(d$name, "number"))
  })
  setNames(tables, vapply(named, function(d) d$name, ""))
}

maru_run <- function(path) {
  file <- maru_open(path)
  on.exit(ncdf4::nc_close(file))
  groups <- setdiff(vapply(file$group, function(g) g$name, ""), "")
  run <- c(maru_names(file), do.call(c, lapply(unname(groups), function(group) maru_tables(file, group))))
  series <- maru_group(file, "series")
  attr(run, "series_about") <- setNames(lapply(series, function(v) ncdf4::ncatt_get(file, v$name)),
                                        vapply(series, function(v) basename(v$name), ""))
  attr(run, "about") <- ncdf4::ncatt_get(file, 0)
  run
}

# A sum over days and segments, or for a mean the sum over the sum of what it is per.
key_results <- function(run) {
  about <- Filter(function(a) as.numeric(a$key_result) == 1, attr(run, "series_about"))
  value <- vapply(names(about), function(name) {
    per <- about[[name]]$per
    sum(run$series[[name]]) / if (is.null(per)) 1 else sum(run$series[[per]])
  }, 0)
  data.frame(result = names(about), value = unname(value),
             unit = unname(vapply(about, function(a) a$units, "")))
}

# With the names from the flows and what happened before from the journal.
payments <- function(run) {
  flows <- run$flows[run$postings$flow + 1, c("payer", "payee", "reason", "currency")]
  cbind(run$postings, flows, after = run$events$what[run$postings$cause], row.names = NULL)
}

# ---- Studies ----

# Outcomes side by side: a row for each run, or for each day of each run.
maru_wide <- function(heads, values, names, outcomes) {
  columns <- lapply(seq_along(names), function(i) values[, i])
  names(columns) <- names
  place <- match(names, outcomes$outcome)
  maru_frame(c(as.list(heads), columns),
             c(attr(heads, "units"), setNames(outcomes$unit[place], names)),
             c(attr(heads, "meanings"), setNames(outcomes$meaning[place], names)))
}

# What a run was: runs and what varied.
maru_heads <- function(file) {
  along_run <- Filter(function(v) length(v$dim) == 1 && v$dim[[1]]$name == "run", file$var)
  of <- function(group) unname(Filter(function(v) startsWith(v$name, paste0(group, "/")), along_run))
  heads <- maru_table(file, c(of("runs"), of("design")))
  unique <- sub("\\.1$", ".2", make.unique(names(heads)))
  names(heads) <- names(attr(heads, "units")) <- names(attr(heads, "meanings")) <- unique
  heads
}

maru_study <- function(path) {
  folder <- if (dir.exists(path)) path else dirname(path)
  file <- maru_open(if (dir.exists(path)) file.path(path, "study.h5") else path)
  on.exit(ncdf4::nc_close(file))
  outcomes <- maru_tables(file, "outcomes")$outcomes
  heads <- maru_heads(file)
  days <- maru_places(file$dim$day)
  quantities <- as.vector(file$dim$quantity$vals)
  by_run <- matrix(maru_values(file, file$var[["runs/outcomes"]]), ncol = nrow(outcomes), byrow = TRUE)
  by_day <- array(maru_values(file, file$var[["runs/by_day"]]), c(length(days), length(quantities), nrow(heads)))
  dated <- maru_frame(list(run = rep(heads$run, each = length(days)), day = rep(days, nrow(heads))), c(run = "1", day = ""),
                      c(run = "", day = ""))
  settings <- names(heads)[-(1:7)]
  study <- list(
    runs = maru_wide(heads, by_run, outcomes$outcome, outcomes),
    runs_by_day = maru_wide(dated, matrix(aperm(by_day, c(1, 3, 2)), ncol = length(quantities)), quantities, outcomes),
    design = heads[!duplicated(heads$point), c("point", settings), drop = FALSE],
    outcomes = outcomes
  )
  rownames(study$design) <- NULL
  summary <- file.path(folder, "summary.csv")
  if (file.exists(summary)) study$summary <- read.csv(summary, check.names = FALSE)
  attr(study, "about") <- ncdf4::ncatt_get(file, 0)
  study
}
