# passerelle_part(NAME DIRECTORY [USES targets…])
#
# One folder of the house becomes one static library `passerelle_NAME`, and its `tests/` one program `test_NAME`.
# HTML templates in `views/` are compiled to C++ on the way. A large module has a folder for each of its nouns, each with
# its own `views/`. A folder without sources yet is an interface library.
function(passerelle_part name directory)
  cmake_parse_arguments(PART "" "" "USES" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${directory})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp ${folder}/*/*.cpp)
  file(GLOB views CONFIGURE_DEPENDS ${folder}/views/*.html ${folder}/*/views/*.html)
  file(GLOB tests CONFIGURE_DEPENDS ${folder}/tests/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/tests/[^/]*$")

  if(views)
    passerelle_templates(generated ${views})
    list(APPEND sources ${generated})
  endif()
  if(sources)
    add_library(passerelle_${name} STATIC ${sources})
    target_include_directories(passerelle_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
    target_link_libraries(passerelle_${name} PUBLIC ${PART_USES} fmt::fmt tl::expected)
  else()
    add_library(passerelle_${name} INTERFACE)
    target_include_directories(passerelle_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
    target_link_libraries(passerelle_${name} INTERFACE ${PART_USES} fmt::fmt tl::expected)
  endif()
  add_library(passerelle::${name} ALIAS passerelle_${name})

  if(tests)
    add_executable(test_${name} ${tests})
    target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_libraries(test_${name} PRIVATE passerelle_${name} passerelle_test_support GTest::gmock GTest::gtest GTest::gtest_main)
    target_compile_options(test_${name} PRIVATE -O0) # half of the time of a whole build, otherwise
    add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endfunction()

# passerelle_templates(OUT FILES…): each `src/…/views/x.html` becomes `generated/…/views/x.{hpp,cpp}`.
function(passerelle_templates out)
  set(result)
  foreach(template ${ARGN})
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR}/src ${template})
    string(REGEX REPLACE "\\.html$" "" path ${path})
    set(base ${CMAKE_BINARY_DIR}/generated/${path})
    add_custom_command(
      OUTPUT ${base}.cpp ${base}.hpp
      COMMAND template_compiler ${template} --source-root ${CMAKE_SOURCE_DIR}/src --out ${CMAKE_BINARY_DIR}/generated
      DEPENDS ${template} template_compiler
      COMMENT "Compiling template ${path}.html"
      VERBATIM)
    list(APPEND result ${base}.cpp)
  endforeach()
  set(${out} ${result} PARENT_SCOPE)
endfunction()

# passerelle_embed(TARGET NAME ROOT FILES…): the files become part of TARGET, read through
# `std::span<EmbeddedFile const> embedded_NAME()` (base/embedded.hpp), named by their path below ROOT.
function(passerelle_embed target name root)
  set(assembly ".section .rodata\n")
  set(table)
  set(count 0)
  foreach(file ${ARGN})
    file(RELATIVE_PATH path ${root} ${file})
    string(APPEND assembly ".balign 16\n.global embed_${name}_${count}\nembed_${name}_${count}:\n.incbin \"${file}\"\n"
      ".global embed_${name}_${count}_end\nembed_${name}_${count}_end:\n.byte 0\n")
    string(APPEND externs "extern \"C\" char const embed_${name}_${count}[], embed_${name}_${count}_end[];\n")
    string(APPEND table
      "    { \"${path}\", { embed_${name}_${count}, static_cast<std::size_t>(embed_${name}_${count}_end - embed_${name}_${count}) } },\n")
    math(EXPR count "${count} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
  set(base ${CMAKE_BINARY_DIR}/embedded/${name})
  file(CONFIGURE OUTPUT ${base}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${base}.cpp CONTENT
"#include \"base/embedded.hpp\"

${externs}
namespace passerelle {

std::span<EmbeddedFile const> embedded_${name}()
{
    static EmbeddedFile const files[] {
${table}    };
    return files;
}

} // namespace passerelle
" @ONLY)
  set_source_files_properties(${base}.S PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE ${base}.S ${base}.cpp)
endfunction()
