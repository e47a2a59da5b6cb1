# passerelle_catalogues(TARGET LANGS…): each po/LANG.po is compiled and becomes part of TARGET, which reads it through
# `embedded_catalogues()`.
function(passerelle_catalogues target)
  set(catalogues)
  foreach(lang ${ARGN})
    set(source ${CMAKE_SOURCE_DIR}/po/${lang}.po)
    set(catalogue ${CMAKE_BINARY_DIR}/po/${lang}.mo)
    add_custom_command(
      OUTPUT ${catalogue}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/po
      COMMAND msgfmt --check-format --check-domain -o ${catalogue} ${source}
      DEPENDS ${source}
      COMMENT "Compiling catalogue po/${lang}.po"
      VERBATIM)
    list(APPEND catalogues ${catalogue})
  endforeach()
  target_sources(${target} PRIVATE ${catalogues})
  passerelle_embed(${target} catalogues ${CMAKE_BINARY_DIR}/po ${catalogues})
endfunction()
