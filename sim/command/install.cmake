# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed where, and the Debian package. The program finds what it reads from its own place
# (sim/engine/whereabouts.c), so a prefix can be moved.

# In the build tree as in an installed one, share/maru holds what the program reads.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share/maru)
foreach(folder lua scenarios)
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${folder} ${CMAKE_BINARY_DIR}/share/maru/${folder} SYMBOLIC)
endforeach()

# The program prints its manual page, its completion and its definitions for editors itself, from the tables it works by.
set(made ${CMAKE_BINARY_DIR}/made)
file(MAKE_DIRECTORY ${made})
set(documents ${made}/maru.1.gz ${made}/maru ${made}/maru.lua ${made}/changelog.gz ${made}/changelog.Debian.gz)
add_custom_command(OUTPUT ${documents}
  COMMAND maru manual > ${made}/maru.1
  COMMAND gzip -9nf ${made}/maru.1
  COMMAND maru completion bash > ${made}/maru
  COMMAND maru reference luals > ${made}/maru.lua
  COMMAND gzip -9nc ${CMAKE_SOURCE_DIR}/CHANGELOG.md > ${made}/changelog.gz
  COMMAND gzip -9nc ${made}/changelog.Debian > ${made}/changelog.Debian.gz
  DEPENDS maru ${CMAKE_SOURCE_DIR}/CHANGELOG.md
  VERBATIM)
add_custom_target(maru_documents ALL DEPENDS ${documents})

install(TARGETS maru RUNTIME DESTINATION bin)
install(TARGETS maru_simgrid LIBRARY DESTINATION lib/maru
        PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
install(DIRECTORY lua/ DESTINATION share/maru/lua FILES_MATCHING PATTERN "*.lua")
install(DIRECTORY scenarios/ DESTINATION share/maru/scenarios FILES_MATCHING PATTERN "*.lua" PATTERN "*.md" PATTERN "*.svg" PATTERN "*.png")
install(FILES analysis/maru.py analysis/maru.R analysis/README.md DESTINATION share/maru/analysis)
install(FILES README.md README.ko.md ${made}/changelog.gz DESTINATION share/doc/maru)
install(FILES ${made}/maru.1.gz DESTINATION share/man/man1)
install(FILES ${made}/maru.lua DESTINATION share/maru/luals)
install(FILES ${made}/maru DESTINATION share/bash-completion/completions)

# The licence: whole, or in a Debian package as its policy has it.
set(MARU_MAINTAINER "Maru maintainers <maintainers@maru.example>" CACHE STRING "who answers for the Debian package")
string(TIMESTAMP year "%Y" UTC)
file(CONFIGURE OUTPUT ${made}/copyright @ONLY CONTENT [[
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Maru

Files: *
Copyright: @year@ the authors of Maru
License: GPL-3.0-or-later
 Maru is free software: you can redistribute it and/or modify it under the
 terms of the GNU General Public License as published by the Free Software
 Foundation, either version 3 of the License, or (at your option) any later
 version.
 .
 It is distributed in the hope that it will be useful, but WITHOUT ANY
 WARRANTY; without even the implied warranty of MERCHANTABILITY or FITNESS FOR
 A PARTICULAR PURPOSE. See the GNU General Public License for more details.
 .
 On Debian systems the whole text is in /usr/share/common-licenses/GPL-3.
]])
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)  # of SOURCE_DATE_EPOCH, where that is set
file(CONFIGURE OUTPUT ${made}/changelog.Debian @ONLY CONTENT [[
maru (@PROJECT_VERSION@-1) unstable; urgency=medium

  * What changed in Maru itself: changelog.gz.

 -- @MARU_MAINTAINER@  @now@
]])
install(FILES LICENSE DESTINATION share/doc/maru COMPONENT licence)
install(FILES ${made}/copyright ${made}/changelog.Debian.gz DESTINATION share/doc/maru)

# `make deb`. The component `licence` stays out: Debian has the text already.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT ${MARU_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "simulator of an economy of smart homes")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Thousands of households live with appliances that sense, recognise
and act. What these notice can leave the home, by consent, to the maker,
partner firms, schools and public bodies; money and reward tokens flow back.
Maru answers who gains, who pays, and what is known about whom. Scenarios are
short Lua files, results are HDF5 files that open as netCDF-4.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "bash-completion, gnuplot-nox, man-db, python3-xarray, python3-h5netcdf")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "r-cran-ncdf4")
set(CPACK_INSTALL_CMAKE_PROJECTS "${CMAKE_BINARY_DIR};Maru;Unspecified;/")  # all but `licence`
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
include(CPack)
