# SPDX-License-Identifier: GPL-3.0-or-later
# Puts the page together: page.html with style and program in it, cut at {{title}} and {{data}} into the bytes of three C arrays.
# And the policies' colours on light paper, for figures: the texts of a fourth.
# cmake -D FROM=folder -D TO=folder -P embed.cmake
set(scripts texts draw numbers bars flows matrix asked promises reach quality trade front map curves decides flips tables sentences why page)
set(styles tokens page)

function(join variable ending)
  set(all "")
  foreach(name ${ARGN})
    file(READ ${FROM}/${name}.${ending} text)
    string(APPEND all "${text}")
  endforeach()
  set(${variable} "${all}" PARENT_SCOPE)
endfunction()

join(style css ${styles})
join(script js ${scripts})
file(READ ${FROM}/page.html page)
string(REPLACE "{{style}}" "${style}" page "${page}")
string(REPLACE "{{script}}" "${script}" page "${page}")

function(cut mark before behind)
  string(FIND "${page}" "${mark}" place)
  string(LENGTH "${mark}" length)
  math(EXPR rest "${place} + ${length}")
  string(SUBSTRING "${page}" 0 ${place} first)
  string(SUBSTRING "${page}" ${rest} -1 second)
  set(${before} "${first}" PARENT_SCOPE)
  set(${behind} "${second}" PARENT_SCOPE)
endfunction()

# As numbers, since a compiler limits how long a text may be.
function(write name text)
  file(WRITE ${TO}/report_${name}.txt "${text}")
  file(READ ${TO}/report_${name}.txt bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
  file(WRITE ${TO}/report_${name}.inc "${bytes}\n")
  file(REMOVE ${TO}/report_${name}.txt)
endfunction()

cut("{{title}}" before_title page)
cut("{{data}}" before_data behind_data)
write(before_title "${before_title}")
write(before_data "${before_data}")
write(behind_data "${behind_data}")

file(READ ${FROM}/tokens.css tokens)
string(REGEX MATCHALL "--p[0-9]: light-dark\\(#[0-9a-f]+" colours "${tokens}")
list(TRANSFORM colours REPLACE "^.*(#.*)$" "\"\\1\",")
list(JOIN colours "\n" colours)
file(WRITE ${TO}/report_colours.inc "${colours}\n")
